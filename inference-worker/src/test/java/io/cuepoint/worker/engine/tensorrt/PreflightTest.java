package io.cuepoint.worker.engine.tensorrt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreflightTest {
  private static final String LINUX = "linux-x86_64";

  @TempDir Path system;
  @TempDir Path home;

  private final FakeNatives natives = new FakeNatives();

  @Test
  void loadsNothingWithoutADriver() throws IOException {
    install(home);
    refused("tensorrt.no-driver", "no libcuda.so.1 in", "expected: NVIDIA's driver");
    assertThat(natives.calls).isEmpty();
  }

  @Test
  void looksAtNothingOnAnotherPlatform() {
    Preflight preflight =
        new Preflight(new LibrarySearch("macosx-arm64", home, List.of(system), x -> true), natives);
    assertThatThrownBy(() -> preflight.run(List.of(0)))
        .hasMessageContaining("expected: linux-x86_64");
    assertThat(natives.calls).isEmpty();
  }

  @Test
  void namesTheLibrariesThatAreMissingAndWhereItLooked() throws IOException {
    driver();
    refused(
        "tensorrt.no-libraries",
        "libcudart.so.13, libnvinfer.so.10, libnvonnxparser.so.10 not found in",
        home.toString(),
        "cuepoint.tensorrt.home",
        "-Ptensorrt-redist");
    assertThat(natives.calls).isEmpty();
  }

  @Test
  void takesTheLibrariesOfItsOwnJarsOnlyWhereNoHomeIsNamed() throws IOException {
    driver();
    Files.createFile(system.resolve("libcudart.so.13"));
    LibraryFiles files =
        new LibrarySearch(LINUX, null, List.of(system), name -> name.endsWith("libnvinfer.so.10"))
            .find();
    assertThat(files.inference()).isNull();
    refused("tensorrt.no-libraries", "libnvinfer.so.10, libnvonnxparser.so.10 not found in");
  }

  @Test
  void findsWhatTheBuilderNeedsBesideTheLibrary() throws IOException {
    driver();
    install(home);
    LibraryFiles files = search().find();
    assertThat(files.inference()).isEqualTo(home.resolve("lib/libnvinfer.so.10"));
    assertThat(files.builderResources())
        .containsExactly(home.resolve("lib/libnvinfer_builder_resource_sm90.so.10.15.1"));
  }

  @Test
  void tellsADriverThatIsTooOld() throws IOException {
    driver();
    install(home);
    natives.count = new NativeAccess.DeviceCount(35, "CUDA driver version is insufficient", 0);
    refused("tensorrt.no-driver", "CUDA driver version is insufficient", "version 580 or newer");
    assertThat(natives.calls).containsExactly("cuda");
  }

  @Test
  void tellsThatThereIsNoDevice() throws IOException {
    driver();
    install(home);
    natives.count = new NativeAccess.DeviceCount(100, "no CUDA-capable device is detected", 0);
    refused("tensorrt.no-device", "the driver shows no GPU");
    natives.count = new NativeAccess.DeviceCount(0, "", 0);
    refused("tensorrt.no-device", "the driver shows no GPU");
    natives.count = new NativeAccess.DeviceCount(46, "all devices are busy", 0);
    refused("tensorrt.no-device", "CUDA error 46, all devices are busy");
    assertThat(natives.calls).doesNotContain("tensorrt");
  }

  @Test
  void namesTheDevicesThatThereAre() throws IOException {
    driver();
    install(home);
    Preflight preflight = new Preflight(search(), natives);
    assertThatThrownBy(() -> preflight.run(List.of(0, 2)))
        .hasMessageContaining("cuepoint.tensorrt.device: 2 (expected: 0 to 1)");
  }

  @Test
  void tellsAVersionThatTheBindingCannotCall() throws IOException {
    driver();
    install(home);
    natives.library = new Version(10, 14, 9);
    refused("tensorrt.version", "TensorRT 10.14.9 (expected: 10.15 or a newer 10)");
    natives.library = new Version(11, 0, 0);
    refused("tensorrt.version", "TensorRT 11.0.0");
    natives.library = new Version(10, 16, 0);
    assertThat(new Preflight(search(), natives).run(List.of(0)).version())
        .isEqualTo(natives.library);
  }

  @Test
  void tellsALibraryThatDoesNotLoad() throws IOException {
    driver();
    install(home);
    natives.broken = "libnvinfer.so.10: file too short";
    refused("tensorrt.no-libraries", "TensorRT does not load: libnvinfer.so.10: file too short");
  }

  @Test
  void isReadyWithADeviceAndTheLibraries() throws IOException {
    driver();
    install(home);
    Preflight.Ready ready = new Preflight(search(), natives).run(List.of(1, 0));
    assertThat(ready.gpus().get(0).label())
        .isEqualTo("a GPU (sm_90, 85.9 GB, driver for CUDA 13.0)");
    assertThat(ready.gpus()).extracting(Gpu::index).containsExactly(1, 0);
    assertThat(natives.calls).containsExactly("cuda", "tensorrt");
  }

  private void refused(String code, String... words) {
    assertThatThrownBy(() -> new Preflight(search(), natives).run(List.of(0)))
        .isInstanceOfSatisfying(TensorRtException.class, e -> assertThat(e.code()).isEqualTo(code))
        .message()
        .contains(words);
  }

  private LibrarySearch search() {
    return new LibrarySearch(LINUX, home, List.of(system), name -> true);
  }

  private void driver() throws IOException {
    Files.createFile(system.resolve("libcuda.so.1"));
  }

  private static void install(Path home) throws IOException {
    Path lib = Files.createDirectories(home.resolve("lib"));
    for (String name :
        List.of(
            "libcudart.so.13",
            "libnvinfer.so.10",
            "libnvonnxparser.so.10",
            "libnvinfer_builder_resource_sm90.so.10.15.1")) {
      Files.createFile(lib.resolve(name));
    }
  }
}
