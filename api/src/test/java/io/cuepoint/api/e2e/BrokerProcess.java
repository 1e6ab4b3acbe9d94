package io.cuepoint.api.e2e;

import io.cuepoint.embedded.EmbeddedBroker;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;

/** A broker in a JVM of its own, which can be killed. */
final class BrokerProcess implements AutoCloseable {
  private static final String ADDRESS = "broker at ";

  private final Process process;
  private final String bootstrapServers;

  private BrokerProcess(Process process, String bootstrapServers) {
    this.process = process;
    this.bootstrapServers = bootstrapServers;
  }

  /**
   * Starts one whose log lies in {@code folder}, and waits until it answers.
   *
   * @param port of its listener; 0 takes a free one
   */
  static BrokerProcess start(Path folder, int port) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx384m",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            BrokerProcess.class.getName(),
            folder.toString(),
            Integer.toString(port));
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    builder.redirectError(folder.resolveSibling("broker.log").toFile());
    Process process = builder.start();
    BufferedReader said = process.inputReader();
    for (String line = said.readLine(); line != null; line = said.readLine()) {
      if (line.startsWith(ADDRESS)) {
        return new BrokerProcess(process, line.substring(ADDRESS.length()));
      }
    }
    throw new IOException("the broker ended before it answered (its log lies beside its folder)");
  }

  /** The process: takes a folder and a port, and runs until its input ends. */
  public static void main(String[] arguments) throws IOException {
    try (EmbeddedBroker broker =
        EmbeddedBroker.start(Path.of(arguments[0]), Integer.parseInt(arguments[1]))) {
      System.out.println(ADDRESS + broker.bootstrapServers());
      int unused = System.in.read();
    }
  }

  String bootstrapServers() {
    return bootstrapServers;
  }

  /** As {@code kill -9} does. */
  void kill() throws InterruptedException {
    int unused = process.destroyForcibly().waitFor();
  }

  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
    Process unused = process.onExit().join();
  }
}
