package io.cuepoint.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A JVM on this test's class path, which a test may kill. */
public final class ChildProcess implements AutoCloseable {
  private final Process process;
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

  private ChildProcess(Process process) {
    this.process = process;
    Thread reader = new Thread(this::read, "child-output");
    reader.setDaemon(true);
    reader.start();
  }

  public static ChildProcess start(Class<?> main, String... arguments) throws IOException {
    return startWithHeap("512m", main, arguments);
  }

  public static ChildProcess startWithHeap(String heap, Class<?> main, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx" + heap, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    return new ChildProcess(new ProcessBuilder(command).redirectErrorStream(true).start());
  }

  private void read() {
    try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        System.out.println("[child] " + line);
        lines.add(line);
      }
    } catch (IOException e) {
      lines.add("no more output: " + e);
    }
  }

  /** Waits for a line that begins so, and returns the rest of it. */
  public String await(String beginning) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
    while (System.nanoTime() - end < 0) {
      String line = lines.poll(1, TimeUnit.SECONDS);
      if (line != null && line.startsWith(beginning)) {
        return line.substring(beginning.length());
      }
      if (line == null && !process.isAlive()) {
        break;
      }
    }
    throw new AssertionError("the child did not say " + beginning);
  }

  /** As {@code kill -9} does it. */
  public void kill() {
    CompletableFuture<Process> exit = process.destroyForcibly().onExit();
    exit.join();
  }

  @Override
  public void close() {
    kill();
  }
}
