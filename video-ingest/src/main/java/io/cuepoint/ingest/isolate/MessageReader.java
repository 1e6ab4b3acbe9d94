package io.cuepoint.ingest.isolate;

import io.cuepoint.contract.MediaTime;
import io.cuepoint.ingest.picture.RgbPicture;
import io.cuepoint.ingest.sample.AudioBlock;
import io.cuepoint.ingest.sample.GreyFrame;
import io.cuepoint.ingest.sample.PassState;
import io.cuepoint.ingest.sample.SampledFrame;
import io.cuepoint.queue.ContractJson;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads what {@link MessageWriter} wrote. What it gives is valid until the next is read; the end of
 * the stream is an {@link java.io.EOFException}.
 */
final class MessageReader {
  private final DataInputStream in;
  private final JsonMapper json = ContractJson.mapper();
  private byte[] bytes = new byte[0];
  private float[] sound = new float[0];

  MessageReader(DataInputStream in) {
    this.in = in;
  }

  Message next() throws IOException {
    return Message.read(in);
  }

  SampledFrame sample() throws IOException {
    return new SampledFrame(time(), time(), in.readBoolean(), in.readBoolean(), picture());
  }

  GreyFrame signal() throws IOException {
    MediaTime time = time();
    MediaTime end = time();
    int width = in.readInt();
    int height = in.readInt();
    return new GreyFrame(time, end, width, height, bytes(width * height));
  }

  AudioBlock sound() throws IOException {
    MediaTime start = time();
    int channels = in.readInt();
    int frames = in.readInt();
    int values = channels * frames;
    byte[] read = bytes(4 * values);
    if (sound.length < values) {
      sound = new float[values];
    }
    ByteBuffer.wrap(read, 0, 4 * values).asFloatBuffer().get(sound, 0, values);
    return new AudioBlock(start, channels, frames, sound);
  }

  RgbPicture picture() throws IOException {
    int width = in.readInt();
    int height = in.readInt();
    return new RgbPicture(width, height, in.readInt(), in.readInt(), bytes(width * height * 3));
  }

  PassState place() throws IOException {
    return json.readValue(text(), PassState.class);
  }

  String text() throws IOException {
    return Texts.read(in);
  }

  private MediaTime time() throws IOException {
    return MediaTime.ofMicros(in.readLong());
  }

  private byte[] bytes(int count) throws IOException {
    if (bytes.length < count) {
      bytes = new byte[count];
    }
    in.readFully(bytes, 0, count);
    return bytes;
  }
}
