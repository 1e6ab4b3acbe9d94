package io.cuepoint.helm;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the Dockerfiles' first stage makes, made here, and its Java started. */
class AssembleTest {
  @TempDir Path folder;

  @Test
  void theImagesJavaStartsTheServiceFromItsLayers() throws Exception {
    Path java = Path.of(System.getProperty("java.home"));
    assumeTrue(Files.isDirectory(java.resolve("jmods")), "this Java has no jmods for jlink");
    Path jar = jar();
    Path image = folder.resolve("image");
    assertThat(run(List.of("images/assemble.sh", jar.toString(), image.toString())))
        .startsWith("0");
    assertThat(run(List.of(image.resolve("java/bin/java").toString(), "--list-modules")))
        .contains("java.base@", "jdk.crypto.ec@");
    assertThat(image.resolve("layers/application/app.jar")).isRegularFile();
    try (Stream<Path> libraries = Files.list(image.resolve("layers/dependencies/lib"))) {
      assertThat(libraries).hasSizeGreaterThan(20);
    }
    assertThat(run(List.of(image.resolve("start").toString(), "--help")))
        .startsWith("0")
        .contains("probe FILE");
  }

  private static Path jar() throws IOException {
    Path target = Dockerfile.CONTEXT.resolve("video-ingest/target");
    assumeTrue(Files.isDirectory(target), "video-ingest is not built");
    try (Stream<Path> files = Files.list(target)) {
      List<Path> jars = files.filter(file -> file.toString().endsWith("-exec.jar")).toList();
      assumeTrue(jars.size() == 1, "video-ingest is not packaged");
      return jars.get(0);
    }
  }

  /** The exit status, and what was printed. */
  private static String run(List<String> command) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    Map<String, String> environment = builder.environment();
    environment.merge("PATH", "", (old, none) -> System.getProperty("java.home") + "/bin:" + old);
    Process process = builder.start();
    String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
    return process.waitFor() + printed;
  }
}
