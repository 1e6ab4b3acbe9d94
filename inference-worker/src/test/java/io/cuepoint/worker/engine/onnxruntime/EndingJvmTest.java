package io.cuepoint.worker.engine.onnxruntime;

import static org.assertj.core.api.Assertions.assertThat;

import io.cuepoint.worker.checkpoint.Checkpoint;
import io.cuepoint.worker.engine.MemoryBudget;
import io.cuepoint.worker.golden.Golden;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EndingJvmTest {
  @TempDir Path folder;

  @Test
  void leavesTheRuntimeToModelsThatAreBeingLoaded() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Loads.class.getName(),
                Golden.bundled().resolve("flat-tied").toAbsolutePath().toString())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isEqualTo(Loads.EXIT);
    assertThat(said).contains("loaded while ending");
  }

  /** Loads a model again and again, and ends meanwhile. */
  static final class Loads {
    static final int EXIT = 3;

    private Loads() {}

    public static void main(String[] arguments) throws Exception {
      Checkpoint checkpoint = Checkpoint.open(Path.of(arguments[0]));
      CountDownLatch begun = new CountDownLatch(1);
      CountDownLatch ending = new CountDownLatch(1);
      CountDownLatch loads = new CountDownLatch(20);
      Thread loading =
          new Thread(
              () -> {
                while (true) {
                  OnnxRuntimeEngine.open(checkpoint, 1, new MemoryBudget(1 << 28)).close();
                  begun.countDown();
                  if (ending.getCount() == 0) {
                    loads.countDown();
                  }
                }
              });
      loading.setDaemon(true);
      loading.start();
      begun.await();
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(
                  () -> {
                    ending.countDown();
                    await(loads);
                  }));
      System.exit(EXIT);
    }

    private static void await(CountDownLatch loads) {
      try {
        if (loads.await(1, TimeUnit.MINUTES)) {
          System.out.println("loaded while ending");
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
