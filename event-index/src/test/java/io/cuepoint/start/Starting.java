package io.cuepoint.start;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.GenericApplicationContext;

/** A small service that waits at its start for a part until the test brings it, or breaks it. */
final class Starting implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final CountDownLatch come = new CountDownLatch(1);
  private final CompletableFuture<ConfigurableApplicationContext> context;
  private volatile @Nullable RuntimeException broken;

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration(
      exclude = {DataSourceAutoConfiguration.class, FlywayAutoConfiguration.class})
  static class Service {}

  private record Part() {}

  Starting(String... properties) {
    context =
        CompletableFuture.supplyAsync(
            () ->
                new SpringApplicationBuilder(Service.class)
                    .web(WebApplicationType.REACTIVE)
                    .properties(
                        "server.address=127.0.0.1",
                        "management.endpoint.health.show-components=always",
                        "logging.level.org.springframework=OFF",
                        "spring.main.banner-mode=off")
                    .properties(properties)
                    .initializers(this::needPart)
                    .listeners(new EarlyAnswers())
                    .run());
  }

  private void needPart(ConfigurableApplicationContext starting) {
    ((GenericApplicationContext) starting)
        .registerBean(Part.class, () -> part(starting.getBean(StartUp.class)));
  }

  private Part part(StartUp startUp) {
    try (StartStep step = startUp.begin("db", "waiting for <the database>")) {
      step.failed("it\n is not there");
      come.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    RuntimeException failure = broken;
    if (failure != null) {
      throw failure;
    }
    return new Part();
  }

  /** The part is there: returns once the service has started. */
  void bring() {
    come.countDown();
    context.orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS).join();
  }

  /** The part cannot come. */
  void breakWith(RuntimeException failure) {
    broken = failure;
    come.countDown();
    context.orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS).exceptionally(e -> null).join();
  }

  boolean failed() {
    return context.isCompletedExceptionally();
  }

  /** Returns once the service says at the port that it waits. */
  void awaitWaiting(int port) {
    await()
        .atMost(LIMIT)
        .ignoreExceptions()
        .until(() -> get(port, "/actuator/health/readiness").body().contains("waiting"));
  }

  static HttpResponse<String> get(int port, String path, String... headers)
      throws IOException, InterruptedException {
    return send("GET", port, path, headers);
  }

  static HttpResponse<String> send(String method, int port, String path, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(LIMIT)
            .method(method, BodyPublishers.noBody());
    if (headers.length > 0) {
      request.headers(headers);
    }
    return HTTP.send(request.build(), BodyHandlers.ofString());
  }

  @Override
  public void close() {
    come.countDown();
    context.thenAccept(ConfigurableApplicationContext::close).exceptionally(e -> null).join();
  }
}
