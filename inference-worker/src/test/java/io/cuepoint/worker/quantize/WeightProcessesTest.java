package io.cuepoint.worker.quantize;

import static org.assertj.core.api.Assertions.assertThat;

import io.cuepoint.worker.checkpoint.Checkpoint;
import io.cuepoint.worker.checkpoint.WeightFormat;
import io.cuepoint.worker.golden.Golden;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that share a folder of weights. */
class WeightProcessesTest {
  private static final Path CHECKPOINT = Golden.bundled().resolve("flat-tied");

  @TempDir Path folder;

  @Test
  void letOneOfTwoMakeThemAndTheOtherUseThem() throws Exception {
    List<Process> processes = List.of(start("whole"), start("whole"));
    List<String> said = new ArrayList<>();
    for (Process process : processes) {
      said.addAll(process.inputReader(StandardCharsets.UTF_8).lines().toList());
      assertThat(process.waitFor()).isZero();
    }
    assertThat(said).containsExactlyInAnyOrder("makes", "done", "done");
    assertThat(names()).hasSize(2);
  }

  @Test
  void goOnAfterOneThatWasKilledHalfway() throws Exception {
    Process process = start("halfway");
    try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
      assertThat(reader.readLine()).isEqualTo("makes");
      assertThat(names()).anyMatch(name -> name.endsWith(".part"));
      assertThat(process.destroyForcibly().waitFor(30, TimeUnit.SECONDS)).isTrue();
    }
    List<Long> told = new ArrayList<>();
    new WeightCache(folder, 1, (what, done, total) -> told.add(done))
        .open(Checkpoint.open(CHECKPOINT), WeightFormat.INT8);
    assertThat(told).isNotEmpty();
    assertThat(names()).hasSize(2).noneMatch(name -> name.endsWith(".part"));
  }

  private Process start(String how) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Maker.class.getName(),
            folder.toString(),
            how)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  /** Makes weights, or stops before the first of them and waits to be killed. */
  static final class Maker {
    private Maker() {}

    public static void main(String[] arguments) {
      WeightProgress progress =
          (what, done, total) -> {
            if (done == 0) {
              System.out.println("makes");
              if (arguments[1].equals("halfway")) {
                await();
              }
            }
          };
      new WeightCache(Path.of(arguments[0]), 1, progress)
          .open(Checkpoint.open(CHECKPOINT), WeightFormat.INT8);
      System.out.println("done");
    }

    private static void await() {
      try {
        TimeUnit.MINUTES.sleep(1);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
