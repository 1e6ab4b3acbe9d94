package io.cuepoint.queue;

import java.util.List;
import java.util.Optional;

/** The traces that messages belong to: each goes on from the span that sent the message. */
public interface Traces {
  /** The span that the calling thread is in. */
  Optional<TraceParent> current();

  /**
   * Does {@code work} in a span of its own; an exception marks the span as failed and is passed on.
   *
   * @param topic what the messages handled are about, part of the span's name
   * @param senders the spans that sent the messages: the first is the parent, the others are
   *     linked; with none a trace begins
   */
  <X extends Exception> void handle(String topic, List<TraceParent> senders, Work<X> work) throws X;

  /** Work of a span. */
  interface Work<X extends Exception> {
    void run() throws X;
  }

  /** Without a tracer: nothing is recorded, and messages carry no trace. */
  static Traces none() {
    return new Traces() {
      @Override
      public Optional<TraceParent> current() {
        return Optional.empty();
      }

      @Override
      public <X extends Exception> void handle(
          String topic, List<TraceParent> senders, Work<X> work) throws X {
        work.run();
      }
    };
  }
}
