package io.cuepoint.queue;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.otel.bridge.OtelCurrentTraceContext;
import io.micrometer.tracing.otel.bridge.OtelTracer;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.List;

/** The tracer of a service, which keeps in memory what it records. */
public final class TestTraces implements AutoCloseable {
  private final InMemorySpanExporter recorded = InMemorySpanExporter.create();
  private final SdkTracerProvider provider;
  private final Tracer tracer;

  private TestTraces(Sampler roots) {
    this.provider =
        SdkTracerProvider.builder()
            .setSampler(Sampler.parentBased(roots))
            .addSpanProcessor(SimpleSpanProcessor.create(recorded))
            .build();
    this.tracer =
        new OtelTracer(provider.get("test"), new OtelCurrentTraceContext(), changed -> {});
  }

  public static TestTraces recording() {
    return new TestTraces(Sampler.alwaysOn());
  }

  static TestTraces notSampling() {
    return new TestTraces(Sampler.alwaysOff());
  }

  public Tracer tracer() {
    return tracer;
  }

  public Traces traces() {
    return new MicrometerTraces(tracer);
  }

  /** Does {@code work} in a new trace, and answers the span that it was done in. */
  public <X extends Exception> TraceParent trace(Traces.Work<X> work) throws X {
    Span span = tracer.spanBuilder().setNoParent().name("upload").start();
    Tracer.SpanInScope scope = tracer.withSpan(span);
    try {
      work.run();
    } finally {
      scope.close();
      span.end();
    }
    return new TraceParent(
        span.context().traceId(), span.context().spanId(), span.context().sampled());
  }

  /** The spans that handled messages and have ended, in the order of their ends. */
  public List<SpanData> handled() {
    return recorded.getFinishedSpanItems().stream()
        .filter(span -> span.getName().startsWith("process "))
        .toList();
  }

  @Override
  public void close() {
    provider.close();
  }
}
