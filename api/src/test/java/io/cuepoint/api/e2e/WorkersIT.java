package io.cuepoint.api.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.cuepoint.embedded.EmbeddedBroker;
import io.cuepoint.embedded.EmbeddedDatabase;
import io.cuepoint.worker.demo.DemoModel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Workers that come, go and are killed while they look: nothing is lost, nothing doubled. */
class WorkersIT {
  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final int CHANGES = 3;

  @TempDir Path folder;

  /** The moment at which each goes is drawn from the seed. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = 5)
  void endsAsUndisturbedWhileWorkersComeAndGo(long seed) throws Exception {
    NanoFilm film = NanoFilm.own(folder);
    String model = "--cuepoint.model.path=" + DemoModel.unpack(folder);
    try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("kafka"));
        EmbeddedDatabase database = EmbeddedDatabase.start(folder.resolve("postgres"));
        Services services = new Services(folder, broker.bootstrapServers(), database)) {
      ServiceProcess api = services.start("api");
      services.start("event-index");
      services.start("video-ingest");
      Deque<ServiceProcess> workers = new ArrayDeque<>();
      workers.add(services.start("inference-worker", model, "--cuepoint.worker.name=worker-0"));
      services.awaitReady();
      CuepointClient client = new CuepointClient(api);
      String video = client.upload(film.file()).get("id").asString();
      List<String> undisturbed = client.eventsOnceReady(video, LIMIT);
      assertThat(undisturbed).isNotEmpty();

      Random random = new Random(seed);
      String asked = null;
      for (int i = 1; i <= CHANGES; i++) {
        ServiceProcess next =
            services
                .start("inference-worker", model, "--cuepoint.worker.name=worker-" + i)
                .awaitReady();
        asked = client.post("/v1/videos/" + video + "/analyses", "{}").at("/links/self").asString();
        Thread.sleep(random.nextInt(1_500));
        if (i % 2 == 1) {
          services.kill(workers.remove());
        } else {
          services.stop(workers.remove());
        }
        workers.add(next);
      }
      String last = asked;
      JsonNode done =
          Awaitility.await()
              .atMost(LIMIT)
              .until(() -> client.get(last), each -> each.get("state").asString().equals("done"));
      assertThat(done.at("/clips/failed").asInt()).isZero();
      Awaitility.await()
          .atMost(LIMIT)
          .until(
              () -> {
                Set<String> states = new HashSet<>();
                client
                    .get("/v1/videos/" + video + "/analyses")
                    .get("items")
                    .forEach(each -> states.add(each.get("state").asString()));
                return states.equals(Set.of("done"));
              });
      assertThat(client.eventsOnceReady(video, LIMIT)).isEqualTo(undisturbed);
      assertThat(ChartMetrics.used())
          .as("metrics of the chart's dashboard and alerts that no service tells")
          .isSubsetOf(ChartMetrics.told(services.all()));
    }
  }
}
