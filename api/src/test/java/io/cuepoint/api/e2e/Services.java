package io.cuepoint.api.e2e;

import io.cuepoint.embedded.EmbeddedDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Exec jars as processes that one broker, one database and one object store join. */
final class Services implements AutoCloseable {
  private final Path folder;
  private final List<String> shared;
  private final List<ServiceProcess> running = new ArrayList<>();

  /**
   * Objects lie in a folder.
   *
   * @param broker its bootstrap servers
   */
  Services(Path folder, String broker, EmbeddedDatabase database) {
    this(folder, broker, database, "--cuepoint.objects=file:" + folder.resolve("objects"));
  }

  /** Objects lie where the arguments say. */
  Services(Path folder, String broker, EmbeddedDatabase database, String... objects) {
    this.folder = folder;
    this.shared = new ArrayList<>(List.of(objects));
    shared.addAll(
        List.of(
            "--cuepoint.kafka.bootstrap-servers=" + broker,
            "--cuepoint.database.url=" + database.jdbcUrl(),
            "--cuepoint.database.user=" + database.user(),
            "--cuepoint.database.password=" + database.password(),
            "--cuepoint.database.pgvector=" + (database.pgvector() ? "required" : "optional")));
  }

  ServiceProcess start(String module, String... more) throws IOException {
    List<String> arguments = new ArrayList<>(shared);
    arguments.addAll(List.of(more));
    ServiceProcess service =
        ServiceProcess.start(
            ServiceProcess.jar(module, "exec"), "384m", folder.resolve(module + ".log"), arguments);
    running.add(service);
    return service;
  }

  /** As {@code kill -9} does. */
  void kill(ServiceProcess service) throws InterruptedException {
    running.remove(service);
    service.kill();
  }

  /** As {@code kill} does. */
  void stop(ServiceProcess service) {
    running.remove(service);
    service.close();
  }

  List<ServiceProcess> all() {
    return List.copyOf(running);
  }

  void awaitReady() throws IOException, InterruptedException {
    for (ServiceProcess service : running) {
      service.awaitReady();
    }
  }

  @Override
  public void close() {
    for (ServiceProcess service : running) {
      service.close();
    }
  }
}
