package io.cuepoint.worker.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A process that prints a JSON object as its last line. */
final class ChildProcess {
  private final List<String> command;

  ChildProcess(List<String> command) {
    this.command = List.copyOf(command);
  }

  /** This program once more, in a JVM of its own. */
  static ChildProcess same(List<String> words) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx2g", "-XX:MaxDirectMemorySize=12g"));
    String main = System.getProperty("sun.java.command", "").split(" ", 2)[0];
    if (main.endsWith(".jar")) {
      command.addAll(List.of("-jar", main));
    } else {
      command.addAll(
          List.of(
              "-cp",
              System.getProperty("java.class.path"),
              "io.cuepoint.worker.InferenceWorkerApplication"));
    }
    command.addAll(words);
    return new ChildProcess(command);
  }

  /**
   * Runs it to its end.
   *
   * @throws IOException with its exit status and last lines when it fails (a system that is short
   *     of memory ends it without a line: 137), and when it prints no JSON
   */
  JsonNode run() throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    List<String> lines = new ArrayList<>();
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      out.lines().forEach(lines::add);
      int status = process.waitFor();
      if (status != 0) {
        throw new IOException("exit status " + status + ": " + last(lines, 3));
      }
      return JsonMapper.shared().readTree(last(lines, 1));
    } catch (JacksonException e) {
      throw new IOException("no JSON: " + last(lines, 1), e);
    } finally {
      process.destroy();
    }
  }

  private static String last(List<String> lines, int count) {
    return String.join(" | ", lines.subList(Math.max(0, lines.size() - count), lines.size()));
  }
}
