package io.cuepoint.worker.engine.tensorrt;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Looks for NVIDIA's libraries; loads nothing. A GPU's driver is looked for first, so that a
 * machine without one pays for a few looks into folders.
 *
 * @param platform such as {@code linux-x86_64}
 * @param home {@code cuepoint.tensorrt.home}, an unpacked TensorRT; null for none
 * @param folders where else to look, in this order
 * @param onClassPath whether a resource is there
 */
record LibrarySearch(
    String platform, @Nullable Path home, List<Path> folders, Predicate<String> onClassPath) {
  static final String DRIVER = "libcuda.so.1";
  static final String RUNTIME = "libcudart.so.13";
  static final String INFERENCE = "libnvinfer.so.10";
  static final String PARSER = "libnvonnxparser.so.10";
  static final String BUILDER_RESOURCE = "libnvinfer_builder_resource";

  /** Where the redistributable jar has the libraries. */
  static final String RESOURCES = "/org/bytedeco/tensorrt/linux-x86_64/";

  private static final String SUPPORTED = "linux-x86_64";
  private static final List<Path> STANDARD =
      Stream.of(
              "/usr/lib/x86_64-linux-gnu",
              "/usr/lib64",
              "/usr/local/nvidia/lib64",
              "/usr/local/nvidia/lib",
              "/usr/local/cuda/lib64",
              "/usr/local/cuda/targets/x86_64-linux/lib",
              "/usr/local/tensorrt/lib",
              "/usr/local/cuda/compat")
          .map(Path::of)
          .toList();

  LibrarySearch {
    folders = List.copyOf(folders);
  }

  /** On this machine: {@code LD_LIBRARY_PATH}, then where distributions and containers put them. */
  static LibrarySearch ofMachine(@Nullable Path home) {
    List<Path> folders = new ArrayList<>();
    String path = Optional.ofNullable(System.getenv("LD_LIBRARY_PATH")).orElse("");
    Stream.of(path.split(File.pathSeparator, -1))
        .filter(each -> !each.isBlank())
        .map(Path::of)
        .forEach(folders::add);
    folders.addAll(STANDARD);
    String platform =
        System.getProperty("os.name", "").equals("Linux")
                && System.getProperty("os.arch", "").equals("amd64")
            ? SUPPORTED
            : System.getProperty("os.name") + " " + System.getProperty("os.arch");
    return new LibrarySearch(
        platform, home, folders, name -> LibrarySearch.class.getResource(name) != null);
  }

  /**
   * The files.
   *
   * @throws TensorRtException {@code tensorrt.platform}, {@code tensorrt.no-driver} or {@code
   *     tensorrt.no-libraries}
   */
  LibraryFiles find() {
    if (!platform.equals(SUPPORTED)) {
      throw new TensorRtException(
          "tensorrt.platform", platform + " (expected: " + SUPPORTED + "); use onnxruntime");
    }
    Path driver = first(DRIVER, folders).orElseThrow(() -> missingDriver());
    List<Path> all = withHome();
    boolean packed = home == null && onClassPath.test(RESOURCES + INFERENCE);
    Optional<Path> runtime = first(RUNTIME, all);
    Optional<Path> inference = packed ? Optional.empty() : first(INFERENCE, all);
    Optional<Path> parser = packed ? Optional.empty() : first(PARSER, all);
    List<String> missing = new ArrayList<>();
    if (runtime.isEmpty()) {
      missing.add(RUNTIME);
    }
    if (!packed && inference.isEmpty()) {
      missing.add(INFERENCE);
    }
    if (!packed && parser.isEmpty()) {
      missing.add(PARSER);
    }
    if (runtime.isEmpty() || !missing.isEmpty()) {
      throw new TensorRtException(
          "tensorrt.no-libraries",
          ("%s not found in %s (expected: TensorRT 10 for CUDA 13; name its folder by"
                  + " cuepoint.tensorrt.home, or build with -Ptensorrt-redist)")
              .formatted(String.join(", ", missing), all));
    }
    return new LibraryFiles(
        driver,
        runtime.get(),
        inference.orElse(null),
        parser.orElse(null),
        inference.map(LibrarySearch::builderResources).orElse(List.of()));
  }

  private TensorRtException missingDriver() {
    return new TensorRtException(
        "tensorrt.no-driver",
        "no %s in %s (expected: NVIDIA's driver, in a container by its runtime)"
            .formatted(DRIVER, folders));
  }

  private List<Path> withHome() {
    List<Path> all = new ArrayList<>();
    if (home != null) {
      all.add(home);
      all.add(home.resolve("lib"));
    }
    all.addAll(folders);
    return all;
  }

  private static Optional<Path> first(String name, List<Path> folders) {
    return folders.stream().map(each -> each.resolve(name)).filter(Files::exists).findFirst();
  }

  private static List<Path> builderResources(Path inference) {
    Path folder = inference.toAbsolutePath().resolveSibling(".").normalize();
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> String.valueOf(file.getFileName()).startsWith(BUILDER_RESOURCE))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
