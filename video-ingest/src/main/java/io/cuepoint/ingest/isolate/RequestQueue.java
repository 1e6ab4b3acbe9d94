package io.cuepoint.ingest.isolate;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** What the parent of a decoder process asks of it; ends the process when the parent is gone. */
final class RequestQueue {
  private final DataInputStream in;
  private final BlockingQueue<String> waiting = new ArrayBlockingQueue<>(1);
  private volatile boolean stopped;

  RequestQueue(DataInputStream in) {
    this.in = in;
  }

  void start() {
    Thread reader = new Thread(this::read, "requests");
    reader.setDaemon(true);
    reader.start();
  }

  /** The next request, as JSON. */
  String next() throws InterruptedException {
    return waiting.take();
  }

  /** Whether nothing more is wanted of the request that came last. */
  boolean stopped() {
    return stopped;
  }

  private void read() {
    try {
      while (true) {
        if (Message.read(in) == Message.STOP) {
          stopped = true;
        } else {
          String request = Texts.read(in);
          stopped = false;
          waiting.put(request);
        }
      }
    } catch (IOException | InterruptedException e) {
      // nobody is left to answer; no hook has anything to do
      Runtime.getRuntime().halt(0);
    }
  }
}
