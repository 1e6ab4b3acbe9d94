package io.cuepoint.api.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StandaloneApplicationTest {
  @TempDir Path folder;

  private record Ended(int exitCode, List<String> errors, String output) {}

  private Ended run(String... arguments) throws IOException, InterruptedException {
    Path errors = folder.resolve("stderr");
    Path output = folder.resolve("stdout");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx700m"));
    // what newer JDKs want to be told, as it was told to us
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("--"))
        .forEach(command::add);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(StandaloneApplication.class.getName());
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectError(errors.toFile())
            .redirectOutput(output.toFile())
            .start();
    try {
      assertThat(process.waitFor(5, TimeUnit.MINUTES)).as("has ended").isTrue();
    } finally {
      process.destroyForcibly();
    }
    return new Ended(
        process.exitValue(),
        Files.readAllLines(errors, StandardCharsets.UTF_8),
        Files.readString(output, StandardCharsets.UTF_8));
  }

  @Test
  void refusesAHomeThatIsInUseAndSaysWhoHasIt() throws Exception {
    Path home = folder.resolve("home");
    try (HomeLock lock = HomeLock.take(home)) {
      lock.announce("http://127.0.0.1:8080");
      Ended second = run("--cuepoint.home=" + home, "--server.port=0");
      assertThat(second.exitCode()).isEqualTo(1);
      assertThat(second.errors())
          .singleElement()
          .asString()
          .contains(home.toString(), "in use by another Cuepoint")
          .contains("process " + ProcessHandle.current().pid() + ", http://127.0.0.1:8080");
    }
  }

  @Test
  void endsWithOneLineWhenItsPortIsInUse() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Ended ended =
          run(
              "--cuepoint.home=home",
              "--server.port=" + taken.getLocalPort(),
              "--cuepoint.embedded.pgvector=none");
      assertThat(ended.exitCode()).as(ended.output()).isEqualTo(1);
      assertThat(ended.errors())
          .singleElement()
          .asString()
          .startsWith(
              "Cuepoint did not start: port " + taken.getLocalPort() + " is in use; stop what");
    }
    // both servers were stopped: the home can be taken apart and used again
    assertThat(folder.resolve("home/database/data/postmaster.pid")).doesNotExist();
    HomeLock.take(folder.resolve("home")).close();
  }

  @Test
  void endsWithOneLineWhenItsDatabaseCannotStart() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      Ended ended =
          run(
              "--cuepoint.home=home",
              "--server.port=0",
              "--cuepoint.embedded.database-port=" + port,
              "--cuepoint.embedded.pgvector=none");
      assertThat(ended.exitCode()).as(ended.output()).isEqualTo(1);
      assertThat(ended.errors())
          .containsExactly("Cuepoint did not start: the database's port " + port + " is in use");
    }
  }

  @Test
  void endsWithOneLineWhenItsHomeCannotBeWritten() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "not a folder");
    Ended ended = run("--cuepoint.home=" + file);
    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(ended.errors())
        .singleElement()
        .asString()
        .contains("the home " + file + " cannot be used");
  }

  @Test
  void explainsItselfAndRefusesWhatItDoesNotKnow() throws Exception {
    Ended help = run("--help");
    assertThat(help.exitCode()).isZero();
    assertThat(help.output()).contains("--server.port", "--cuepoint.home");
    Ended unknown = run("frobnicate");
    assertThat(unknown.exitCode()).isEqualTo(2);
    assertThat(unknown.errors()).containsExactly("unknown command: frobnicate (see --help)");
  }
}
