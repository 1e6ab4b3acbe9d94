package io.cuepoint.api.upload;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cuepoint.api.FakeApi;
import io.cuepoint.api.Http;
import io.cuepoint.api.InMemoryVideoStore;
import io.cuepoint.index.store.NewVideo;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.web.reactive.function.BodyInserters;

/** The row of an upload is written in the request's trace, and with it the row's message. */
@FakeApi
@Import(UploadTraceTest.Listening.class)
class UploadTraceTest {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

  @LocalServerPort int port;
  @Autowired Registrations registrations;
  @Autowired ApplicationContext context;

  /** Remembers the trace and the thread of every registration. */
  static final class Registrations {
    final List<String> traces = new CopyOnWriteArrayList<>();
    final List<String> threads = new CopyOnWriteArrayList<>();
  }

  @Configuration(proxyBeanMethods = false)
  static class Listening {
    @Bean
    Registrations registrations() {
      return new Registrations();
    }

    @Bean
    @Primary
    InMemoryVideoStore tracedVideoStore(Tracer tracer, Registrations seen) {
      return new InMemoryVideoStore() {
        @Override
        public synchronized Registration register(NewVideo video) {
          Span span = tracer.currentSpan();
          seen.traces.add(span == null ? "none" : span.context().traceId());
          seen.threads.add(Thread.currentThread().getName());
          return super.register(video);
        }
      };
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"00", "01"})
  void goesOnWithTheTraceOfTheClientRecordedOrNot(String flags) {
    byte[] bytes = ("a video of a trace with the flags " + flags).getBytes(UTF_8);
    new Http(port)
        .client()
        .post()
        .uri("/v1/videos")
        .header("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-" + flags)
        .body(BodyInserters.fromMultipartData(Http.form("a.mp4", bytes).build()))
        .exchange()
        .expectStatus()
        .isAccepted();
    assertThat(registrations.traces).last().isEqualTo(TRACE);
    assertThat(registrations.threads).last().asString().startsWith("request-");
  }

  @Test
  void beginsATraceForAClientThatHasNone() {
    new Http(port).upload("b.mp4", "another video".getBytes(UTF_8));
    assertThat(registrations.traces).last().asString().matches("[0-9a-f]{32}").isNotEqualTo(TRACE);
  }

  @Test
  void sendsTracesNowhereUnlessToldWhereTo() {
    assertThat(context.getBeansOfType(SpanExporter.class)).isEmpty();
  }
}
