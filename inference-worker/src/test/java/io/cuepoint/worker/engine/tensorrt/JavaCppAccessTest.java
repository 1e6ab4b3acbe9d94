package io.cuepoint.worker.engine.tensorrt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.cuepoint.worker.engine.EngineException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.tensorrt.global.nvinfer;
import org.bytedeco.tensorrt.global.nvonnxparser;
import org.bytedeco.tensorrt.nvinfer.IBuilder;
import org.bytedeco.tensorrt.nvinfer.ILogger;
import org.junit.jupiter.api.Test;

/** The bindings on a machine without a GPU: what can be loaded and asked there. */
class JavaCppAccessTest {
  @Test
  void loadsTheLibrariesThatAreThereAndTellsTheirVersion() {
    JavaCppAccess access = load();
    assertThat(access.library().serves(access.binding())).isTrue();
    assertThat(access.binding()).isEqualTo(new Version(10, 15, 1));
    assertThat(nvonnxparser.getNvOnnxParserVersion()).isPositive();
    assertThat(System.getProperty("org.bytedeco.javacpp.loadLibraries")).isNull();
  }

  @Test
  void tellsByItsLogWhyThereIsNoBuilderWithoutAGpu() {
    JavaCppAccess unused = load();
    assumeTrue(
        !Files.exists(Path.of("/dev/nvidia0")) && !Files.exists(Path.of("/dev/nvidiactl")),
        "a GPU is here");
    TensorRtLog log = new TensorRtLog();
    IBuilder builder = nvinfer.createInferBuilder(log);
    assertThat(builder).isNull();
    EngineException failure = Failures.of("the builder", log.takeErrors(), "tensorrt.build");
    assertThat(failure.code()).isEqualTo("tensorrt.no-driver");
    assertThat(log.takeErrors()).isEmpty();
  }

  @Test
  void keepsTheFirstErrorsOfTheLogAndTheLast() {
    JavaCppAccess unused = load();
    TensorRtLog log = new TensorRtLog();
    for (int i = 1; i <= 100; i++) {
      log.log(ILogger.Severity.kERROR, "error " + i);
    }
    assertThat(log.takeErrors()).hasSize(20).startsWith("error 1", "error 2").endsWith("error 100");
  }

  @Test
  void holdsBytesOutsideOfJavasBuffers() {
    Loader.load(Pointer.class);
    try (HostBytes bytes = HostBytes.allocate(1000)) {
      bytes.part(990, 10).put(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10});
      assertThat(bytes.part(998, 2).get(1)).isEqualTo((byte) 10);
      try (HostBytes same = HostBytes.of(bytes.memory(), bytes.size())) {
        assertThat(same.part(990, 1).get()).isEqualTo((byte) 1);
      }
    }
  }

  @Test
  void holdsMoreThanTheHeapMay() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                MoreThanTheHeap.class.getName())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    assertThat(said).contains("100000000 of 0");
  }

  /** A process of its own: JavaCPP reads its limits once. */
  static final class MoreThanTheHeap {
    private MoreThanTheHeap() {}

    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) {
      JavaCppAccess unused = new JavaCppAccess();
      try (HostBytes bytes = HostBytes.allocate(100_000_000)) {
        System.out.println(bytes.size() + " of " + Pointer.maxBytes());
      }
    }
  }

  /** TensorRT from {@code CUEPOINT_TENSORRT_HOME}; the driver is not asked for. */
  private static JavaCppAccess load() {
    Optional<Path> home =
        Optional.ofNullable(System.getenv("CUEPOINT_TENSORRT_HOME")).map(Path::of);
    assumeTrue(home.isPresent(), "not here: TensorRT (CUEPOINT_TENSORRT_HOME)");
    Path folder = home.orElseThrow();
    Loader.load(Pointer.class);
    JavaCppAccess access = new JavaCppAccess();
    access.loadTensorRt(
        new LibraryFiles(
            folder,
            folder,
            folder.resolve("lib").resolve(LibrarySearch.INFERENCE),
            folder.resolve("lib").resolve(LibrarySearch.PARSER),
            List.of()));
    return access;
  }
}
