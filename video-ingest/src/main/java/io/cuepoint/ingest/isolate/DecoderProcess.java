package io.cuepoint.ingest.isolate;

import io.cuepoint.ingest.demux.UnreadableMediaException;
import io.cuepoint.ingest.sample.LostPlaceException;
import io.cuepoint.queue.ContractJson;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The program of a decoder process: answers requests from standard input on standard output, one
 * after another, until its parent is gone.
 */
public final class DecoderProcess {
  private static final int BUFFER = 1 << 16;

  private final MediaReader reader = new LocalReader();
  private final JsonMapper json = ContractJson.mapper();
  private final RequestQueue requests;
  private final MessageWriter writer;

  private DecoderProcess(RequestQueue requests, DataOutputStream out) {
    this.requests = requests;
    this.writer = new MessageWriter(out, requests::stopped);
  }

  /** Takes no arguments. */
  public static void main(String[] arguments) throws InterruptedException {
    DataOutputStream out =
        new DataOutputStream(
            new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), BUFFER));
    // whatever a library prints must not come between messages
    System.setOut(System.err);
    RequestQueue requests = new RequestQueue(new DataInputStream(System.in));
    requests.start();
    new DecoderProcess(requests, out).serve();
  }

  private void serve() throws InterruptedException {
    while (true) {
      answer(requests.next());
    }
  }

  private void answer(String text) throws InterruptedException {
    try {
      Request request = json.readValue(text, Request.class);
      writer.end(Message.ANSWER, json.writeValueAsString(read(request)));
    } catch (UnreadableMediaException e) {
      writer.end(Message.UNREADABLE, e.code(), e.detail());
    } catch (LostPlaceException e) {
      writer.end(Message.LOST, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      writer.end(Message.FAILED, String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      writer.end(Message.FAULT, e.toString());
    }
  }

  private Object read(Request request)
      throws UnreadableMediaException, IOException, InterruptedException {
    String location = request.location();
    return switch (request.kind()) {
      case PROBE -> reader.probe(location);
      case ACTIVITY -> reader.activity(location);
      case ALL -> reader.all(location, request.grid(), request.place(), writer);
      case TARGETS -> reader.targets(location, request.grid(), writer);
      case FRAME -> {
        reader.frame(location, request.time(), request.maxWidth()).ifPresent(writer::frame);
        yield "";
      }
    };
  }
}
