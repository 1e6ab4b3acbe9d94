package io.cuepoint.queue;

import io.micrometer.tracing.Link;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.Tracer;
import java.util.List;
import java.util.Optional;

/** {@link Traces} of Micrometer's tracer, with the names of OpenTelemetry's messaging spans. */
final class MicrometerTraces implements Traces {
  private final Tracer tracer;

  MicrometerTraces(Tracer tracer) {
    this.tracer = tracer;
  }

  @Override
  public Optional<TraceParent> current() {
    Span span = tracer.currentSpan();
    // a tracer that is switched off has spans without ids
    if (span == null || span.context().traceId().isEmpty()) {
      return Optional.empty();
    }
    TraceContext context = span.context();
    boolean sampled = Boolean.TRUE.equals(context.sampled());
    return Optional.of(new TraceParent(context.traceId(), context.spanId(), sampled));
  }

  @Override
  public <X extends Exception> void handle(String topic, List<TraceParent> senders, Work<X> work)
      throws X {
    Span span = begin(topic, senders);
    Tracer.SpanInScope scope = tracer.withSpan(span);
    try {
      work.run();
    } catch (Throwable e) {
      span.error(e);
      throw e;
    } finally {
      scope.close();
      span.end();
    }
  }

  private Span begin(String topic, List<TraceParent> senders) {
    Span.Builder span =
        tracer
            .spanBuilder()
            .kind(Span.Kind.CONSUMER)
            .name("process " + topic)
            .tag("messaging.system", "kafka")
            .tag("messaging.operation.type", "process");
    if (senders.isEmpty()) {
      return span.setNoParent().start();
    }
    span.setParent(context(senders.get(0)));
    senders.stream().skip(1).forEach(sender -> span.addLink(new Link(context(sender))));
    return span.start();
  }

  private TraceContext context(TraceParent sender) {
    return tracer
        .traceContextBuilder()
        .traceId(sender.traceId())
        .spanId(sender.spanId())
        .sampled(sender.sampled())
        .build();
  }
}
