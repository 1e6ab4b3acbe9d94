package io.cuepoint.worker.engine.tensorrt;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The shared libraries that are to be loaded.
 *
 * @param driver {@code libcuda.so.1}, which comes with the driver
 * @param runtime {@code libcudart.so.13}
 * @param inference {@code libnvinfer.so.10}; null where the class path has it
 * @param parser {@code libnvonnxparser.so.10}; null where the class path has it
 * @param builderResources what the builder needs beside; may be empty
 */
record LibraryFiles(
    Path driver,
    Path runtime,
    @Nullable Path inference,
    @Nullable Path parser,
    List<Path> builderResources) {
  LibraryFiles {
    builderResources = List.copyOf(builderResources);
  }
}
