package io.cuepoint.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.tracing.Tracer;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MicrometerTracesTest {
  @Test
  void goesOnFromTheFirstSenderAndLinksTheOthers() {
    try (TestTraces test = TestTraces.recording()) {
      TraceParent first = test.trace(() -> {});
      TraceParent second = test.trace(() -> {});
      List<TraceParent> within = new ArrayList<>();
      test.traces()
          .handle(
              "clips",
              List.of(first, second),
              () -> within.add(test.traces().current().orElseThrow()));

      SpanData span = test.handled().get(0);
      assertThat(span.getName()).isEqualTo("process clips");
      assertThat(span.getKind()).isEqualTo(SpanKind.CONSUMER);
      assertThat(span.getTraceId()).isEqualTo(first.traceId());
      assertThat(span.getParentSpanId()).isEqualTo(first.spanId());
      assertThat(span.getLinks())
          .extracting(LinkData::getSpanContext)
          .singleElement()
          .returns(second.traceId(), context -> context.getTraceId())
          .returns(second.spanId(), context -> context.getSpanId());
      assertThat(within).containsExactly(new TraceParent(first.traceId(), span.getSpanId(), true));
      assertThat(test.traces().current()).isEmpty();
    }
  }

  @Test
  void beginsATraceWhereThereIsNoSender() {
    try (TestTraces test = TestTraces.recording()) {
      TraceParent around =
          test.trace(() -> test.traces().handle("clips", List.<TraceParent>of(), () -> {}));
      SpanData span = test.handled().get(0);
      assertThat(span.getParentSpanContext().isValid()).isFalse();
      assertThat(span.getTraceId()).isNotEqualTo(around.traceId());
    }
  }

  @Test
  void marksTheSpanOfWorkThatFails() {
    try (TestTraces test = TestTraces.recording()) {
      assertThatThrownBy(
              () ->
                  test.traces()
                      .handle(
                          "clips",
                          List.of(),
                          () -> {
                            throw new IOException("the disk is away");
                          }))
          .isInstanceOf(IOException.class);
      assertThat(test.handled().get(0).getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
      assertThat(test.traces().current()).isEmpty();
    }
  }

  @Test
  void passesOnATraceThatIsNotRecorded() {
    try (TestTraces test = TestTraces.notSampling()) {
      TraceParent sender = test.trace(() -> {});
      assertThat(sender.sampled()).isFalse();
      List<TraceParent> within = new ArrayList<>();
      test.traces()
          .handle(
              "clips", List.of(sender), () -> within.add(test.traces().current().orElseThrow()));
      assertThat(within).singleElement().returns(sender.traceId(), TraceParent::traceId);
      assertThat(within).singleElement().returns(false, TraceParent::sampled);
      assertThat(test.handled()).isEmpty();
    }
  }

  @Test
  void worksWithATracerThatIsSwitchedOff() {
    Traces off = new MicrometerTraces(Tracer.NOOP);
    TraceParent sender = new TraceParent("a".repeat(32), "b".repeat(16), true);
    List<Optional<TraceParent>> within = new ArrayList<>();
    off.handle("clips", List.of(sender), () -> within.add(off.current()));
    assertThat(within).containsExactly(Optional.empty());
  }
}
