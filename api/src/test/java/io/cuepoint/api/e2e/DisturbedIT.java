package io.cuepoint.api.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cuepoint.embedded.DatabaseOptions;
import io.cuepoint.embedded.EmbeddedDatabase;
import io.cuepoint.testservers.S3Mock;
import io.cuepoint.worker.demo.DemoModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * The services apart, on a broker, a database and a bucket, while one of each kind is killed: every
 * film ends as if nothing had happened, and nothing is left behind.
 */
class DisturbedIT {
  private static final Duration LIMIT = Duration.ofMinutes(10);

  @TempDir Path folder;
  private Services services;
  private String[] model;

  @Test
  void endsThreeFilmsAsUndisturbedThoughOneOfEachKindIsKilled() throws Exception {
    run(3, false);
  }

  @Test
  @Tag("soak")
  void endsTenFilmsAsUndisturbedThoughBrokerAndDatabaseRestartToo() throws Exception {
    run(10, true);
  }

  private void run(int films, boolean serversToo) throws Exception {
    long begin = System.nanoTime();
    Path film = NanoFilm.own(folder).file();
    model = new String[] {"--cuepoint.model.path=" + DemoModel.unpack(folder), quickLock()};
    try (S3Mock mock = S3Mock.start(folder.resolve("s3"));
        Bucket bucket = new Bucket(mock);
        RestartableServers servers = new RestartableServers(folder);
        Services running =
            new Services(
                folder,
                servers.broker().bootstrapServers(),
                servers.database(),
                bucket.arguments())) {
      services = running;
      ServiceProcess api = services.start("api");
      ServiceProcess index = index();
      ServiceProcess ingest = ingest();
      ingest();
      ServiceProcess worker = worker();
      worker();
      services.awaitReady();
      CuepointClient client = new CuepointClient(api);
      String first = client.upload(film).get("id").asString();
      List<String> undisturbed = client.eventsOnceReady(first, LIMIT);
      assertThat(undisturbed).isNotEmpty();
      double started = seconds(begin);

      List<String> ids = new ArrayList<>();
      for (int i = 1; i <= films; i++) {
        ids.add(client.upload(distinct(film, i)).get("id").asString());
      }
      awaitWork(client);
      services.kill(ingest);
      services.kill(worker);
      services.kill(index);
      services.kill(api);
      ingest();
      worker();
      index();
      ServiceProcess anotherApi = services.start("api");
      if (serversToo) {
        servers.restartBroker();
        servers.restartDatabase();
      }
      services.awaitReady();

      CuepointClient after = new CuepointClient(anotherApi);
      for (String id : ids) {
        assertThat(after.eventsOnceReady(id, LIMIT)).as(id).isEqualTo(undisturbed);
      }
      await().atMost(LIMIT).until(() -> bucket.names("clips/").isEmpty());
      assertThat(bucket.names("")).as("the films").hasSize(films + 1);
      ids.add(first);
      for (String id : ids) {
        after.delete("/v1/videos/" + id);
      }
      await().atMost(LIMIT).until(() -> bucket.names("").isEmpty());
      assertThat(bucket.unfinishedUploads()).isZero();
      System.out.printf(
          "%d films of %d events each, one of each kind killed%s: %.0f s, of which %.0f s start%n",
          films,
          undisturbed.size(),
          serversToo ? ", broker killed and database restarted" : "",
          seconds(begin),
          started);
    }
  }

  private ServiceProcess ingest() throws IOException {
    return services.start("video-ingest", quickLock());
  }

  private ServiceProcess worker() throws IOException {
    return services.start("inference-worker", model);
  }

  private ServiceProcess index() throws IOException {
    // else the group waits 45 s for the one that was killed
    return services.start("event-index", "--cuepoint.kafka.properties[session.timeout.ms]=6000");
  }

  /** Else what a killed process holds is given to another after 30 s only. */
  private static String quickLock() {
    return "--cuepoint.work.lock=6s";
  }

  private static void awaitWork(CuepointClient client) {
    await()
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> {
              for (JsonNode video : client.get("/v1/videos").get("items")) {
                if (List.of("sampling", "analysing").contains(video.get("state").asString())) {
                  return true;
                }
              }
              return false;
            });
  }

  /** The film with empty boxes at its end, which readers pass over: another SHA-256. */
  private Path distinct(Path film, int number) throws IOException {
    Path file = Files.copy(film, folder.resolve("film-" + number + ".mp4"));
    for (int i = 0; i < number; i++) {
      Files.write(file, new byte[] {0, 0, 0, 8, 'f', 'r', 'e', 'e'}, StandardOpenOption.APPEND);
    }
    return file;
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) / 1e9;
  }

  /** A broker and a database that come back at their old addresses. */
  private static final class RestartableServers implements AutoCloseable {
    private final Path folder;
    private BrokerProcess broker;
    private EmbeddedDatabase database;

    RestartableServers(Path folder) throws IOException {
      this.folder = folder;
      this.broker = BrokerProcess.start(folder.resolve("kafka"), 0);
      this.database = EmbeddedDatabase.start(folder.resolve("postgres"));
    }

    BrokerProcess broker() {
      return broker;
    }

    EmbeddedDatabase database() {
      return database;
    }

    /** After {@code kill -9}. */
    void restartBroker() throws Exception {
      int port = port(broker.bootstrapServers());
      broker.kill();
      broker = BrokerProcess.start(folder.resolve("kafka"), port);
    }

    void restartDatabase() {
      int port = port(database.jdbcUrl().replaceAll("/[a-z]+([?].*)?$", ""));
      database.close();
      database =
          EmbeddedDatabase.start(
              folder.resolve("postgres"), DatabaseOptions.defaults().withPort(port));
    }

    private static int port(String address) {
      return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
    }

    @Override
    public void close() throws IOException {
      broker.close();
      database.close();
    }
  }
}
