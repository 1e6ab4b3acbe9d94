package io.cuepoint.ingest;

import io.cuepoint.ingest.isolate.Signal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** An ingest service in a JVM of its own. */
final class IngestProcess implements AutoCloseable {
  private final Process process;
  private final Path log;
  private final Set<Long> held = new HashSet<>();
  private boolean killed;

  private IngestProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /**
   * Starts one.
   *
   * @param log takes what it prints
   */
  static IngestProcess start(Path log, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(VideoIngestApplication.class.getName());
    command.add("--server.port=0");
    command.addAll(arguments);
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    return new IngestProcess(process, log);
  }

  /** Whether it runs, or was killed here. */
  boolean isWell() {
    return killed || process.isAlive();
  }

  /** What it has printed so far. */
  String log() throws IOException {
    return Files.readString(log);
  }

  /** Has its decoders stand still, so that what they read does not end. */
  void hold() {
    process.descendants().map(ProcessHandle::pid).forEach(held::add);
    held.forEach(Signal::stop);
  }

  /** Lets the decoders go on that were held, if their parent lives. */
  void goOn() {
    held.forEach(Signal::goOn);
    held.clear();
  }

  /** As {@code kill -9} does. */
  void kill() throws InterruptedException {
    killed = true;
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (process.waitFor(30, TimeUnit.SECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.destroyForcibly();
  }
}
