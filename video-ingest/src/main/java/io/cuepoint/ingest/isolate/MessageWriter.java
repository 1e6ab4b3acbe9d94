package io.cuepoint.ingest.isolate;

import io.cuepoint.ingest.picture.RgbPicture;
import io.cuepoint.ingest.sample.AudioBlock;
import io.cuepoint.ingest.sample.GreyFrame;
import io.cuepoint.ingest.sample.PassSink;
import io.cuepoint.ingest.sample.PassState;
import io.cuepoint.ingest.sample.SampledFrame;
import io.cuepoint.queue.ContractJson;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes what a pass gives, for {@link MessageReader}. Big-endian; times in microseconds. A write
 * that fails ends the pass: nobody is there to read.
 */
final class MessageWriter implements PassSink {
  private static final long SILENCE = TimeUnit.SECONDS.toNanos(1);

  private final DataOutputStream out;
  private final BooleanSupplier stopped;
  private final JsonMapper json = ContractJson.mapper();
  private ByteBuffer sound = ByteBuffer.allocate(0);
  private long last = System.nanoTime();

  /**
   * @param stopped whether nothing more is wanted
   */
  MessageWriter(DataOutputStream out, BooleanSupplier stopped) {
    this.out = out;
    this.stopped = stopped;
  }

  @Override
  public void sample(SampledFrame frame) {
    write(
        () -> {
          Message.SAMPLE.write(out);
          out.writeLong(frame.target().micros());
          out.writeLong(frame.pts().micros());
          out.writeBoolean(frame.key());
          out.writeBoolean(frame.damaged());
          picture(frame.picture());
        });
  }

  @Override
  public void signal(GreyFrame frame) {
    write(
        () -> {
          Message.SIGNAL.write(out);
          out.writeLong(frame.time().micros());
          out.writeLong(frame.end().micros());
          out.writeInt(frame.width());
          out.writeInt(frame.height());
          out.write(frame.luma(), 0, frame.width() * frame.height());
        });
  }

  @Override
  public void audio(AudioBlock block) {
    int values = block.frames() * block.channels();
    if (sound.capacity() < 4 * values) {
      sound = ByteBuffer.allocate(4 * values);
    }
    sound.clear().asFloatBuffer().put(block.interleaved(), 0, values);
    write(
        () -> {
          Message.SOUND.write(out);
          out.writeLong(block.start().micros());
          out.writeInt(block.channels());
          out.writeInt(block.frames());
          out.write(sound.array(), 0, 4 * values);
        });
  }

  @Override
  public void place(PassState state) {
    write(
        () -> {
          Message.PLACE.write(out);
          Texts.write(out, json.writeValueAsString(state));
        });
  }

  /** Also says that this process is alive, where it has been silent. */
  @Override
  public boolean isOver() {
    if (System.nanoTime() - last > SILENCE) {
      write(
          () -> {
            Message.ALIVE.write(out);
            out.flush();
          });
    }
    return stopped.getAsBoolean();
  }

  /** A single frame. */
  void frame(RgbPicture picture) {
    write(
        () -> {
          Message.FRAME.write(out);
          picture(picture);
        });
  }

  /** The end of a request. */
  void end(Message message, String... texts) {
    write(
        () -> {
          message.write(out);
          for (String text : texts) {
            Texts.write(out, text);
          }
          out.flush();
        });
  }

  private void picture(RgbPicture picture) throws IOException {
    out.writeInt(picture.width());
    out.writeInt(picture.height());
    out.writeInt(picture.displayedWidth());
    out.writeInt(picture.displayedHeight());
    out.write(picture.rgb(), 0, picture.width() * picture.height() * 3);
  }

  private void write(Writing writing) {
    try {
      writing.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    last = System.nanoTime();
  }

  @FunctionalInterface
  private interface Writing {
    void run() throws IOException;
  }
}
