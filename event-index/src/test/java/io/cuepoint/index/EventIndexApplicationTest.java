package io.cuepoint.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

class EventIndexApplicationTest {
  @TempDir Path home;

  @Test
  void isReadyWhenDatabaseAndBrokerAnswerAndShowsItsMetrics() throws Exception {
    try (ConfigurableApplicationContext context =
        SpringApplication.from(EventIndexApplication::main)
            .run(
                "--server.port=0",
                "--cuepoint.home=" + home,
                "--cuepoint.kafka.bootstrap-servers=" + TestBroker.bootstrapServers(),
                "--cuepoint.database.pgvector=optional",
                "--cuepoint.database.url=" + TestDatabase.create(),
                "--cuepoint.database.user=" + TestDatabase.server().user(),
                "--cuepoint.database.password=" + TestDatabase.server().password())
            .getApplicationContext()) {
      String address =
          "http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port");

      assertThat(get(address + "/actuator/health/readiness").statusCode()).isEqualTo(200);
      assertThat(get(address + "/actuator/prometheus").body()).contains("index_outbox_pending");
    }
  }

  private static HttpResponse<String> get(String url) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
  }
}
