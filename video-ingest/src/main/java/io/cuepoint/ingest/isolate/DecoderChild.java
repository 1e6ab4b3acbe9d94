package io.cuepoint.ingest.isolate;

import io.cuepoint.ingest.demux.UnreadableMediaException;
import io.cuepoint.ingest.picture.RgbPicture;
import io.cuepoint.ingest.sample.LostPlaceException;
import io.cuepoint.ingest.sample.PassSink;
import io.cuepoint.queue.ContractJson;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.function.Consumer;

/** A decoder process as its parent sees it. For one thread at a time. */
final class DecoderChild implements AutoCloseable {
  private static final int BUFFER = 1 << 16;

  private final Process process;
  private final Vigil vigil;
  private final DataOutputStream out;
  private final MessageReader in;
  private boolean answering;

  private DecoderChild(Process process, Vigil vigil) {
    this.process = process;
    this.vigil = vigil;
    this.out = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
    this.in =
        new MessageReader(
            new DataInputStream(new BufferedInputStream(process.getInputStream(), BUFFER)));
  }

  static DecoderChild start(DecoderProperties properties) throws IOException {
    Process process =
        new ProcessBuilder(DecoderCommand.of(properties.memory()))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    return new DecoderChild(process, new Vigil(process, properties.stall()));
  }

  /** Whether it can be asked again: it lives, and its last answer was read to the end. */
  boolean isReady() {
    return !answering && process.isAlive();
  }

  /** To be called again and again, by another thread. */
  void check() {
    vigil.check();
  }

  /**
   * Lets it read something.
   *
   * @param sink called on this thread
   * @param frame gets a single frame, valid during the call
   * @return the answer as JSON
   */
  String ask(Request request, PassSink sink, Consumer<RgbPicture> frame)
      throws UnreadableMediaException, IOException, InterruptedException {
    answering = true;
    Message end;
    String text;
    String detail;
    try {
      Message.REQUEST.write(out);
      Texts.write(out, ContractJson.mapper().writeValueAsString(request));
      out.flush();
      end = relay(sink, frame);
      text = in.text();
      detail = end == Message.UNREADABLE ? in.text() : "";
    } catch (IOException e) {
      throw vigil.cause(e);
    } finally {
      vigil.end();
    }
    answering = false;
    return switch (end) {
      case ANSWER -> text;
      case UNREADABLE -> throw new UnreadableMediaException(text, detail);
      case LOST -> throw new LostPlaceException(text);
      case FAILED -> throw new IOException(text);
      default -> throw new IllegalStateException("in the decoder's process: " + text);
    };
  }

  /** Hands on what comes; returns the message that ends the answer. */
  private Message relay(PassSink sink, Consumer<RgbPicture> frame)
      throws IOException, InterruptedException {
    boolean over = false;
    while (true) {
      vigil.begin();
      Message message = in.next();
      switch (message) {
        case SAMPLE -> {
          var sample = in.sample();
          vigil.end();
          if (!over) {
            sink.sample(sample);
          }
        }
        case SIGNAL -> {
          var signal = in.signal();
          vigil.end();
          if (!over) {
            sink.signal(signal);
          }
        }
        case SOUND -> {
          var sound = in.sound();
          vigil.end();
          if (!over) {
            sink.audio(sound);
          }
        }
        case PLACE -> {
          var place = in.place();
          vigil.end();
          if (!over) {
            sink.place(place);
          }
        }
        case FRAME -> frame.accept(in.picture());
        case ALIVE -> {}
        default -> {
          return message;
        }
      }
      if (!over && sink.isOver()) {
        over = true;
        Message.STOP.write(out);
        out.flush();
      }
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
