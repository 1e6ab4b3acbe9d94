package io.cuepoint.worker.engine.tensorrt;

import io.cuepoint.worker.engine.EngineException;
import io.cuepoint.worker.engine.MemoryRefusedException;
import java.util.List;
import java.util.Locale;

/** What TensorRT wrote into its log, as an error that says what to do. */
final class Failures {
  private Failures() {}

  /**
   * Finds the cause among the lines.
   *
   * @param what failed
   * @param errors lines of the log, the first first
   * @param otherwise code of the error when no line is known
   */
  static EngineException of(String what, List<String> errors, String otherwise) {
    String said = said(errors);
    String all = String.join("\n", errors).toLowerCase(Locale.ROOT);
    if (all.contains(LibrarySearch.BUILDER_RESOURCE)) {
      return new TensorRtException(
          "tensorrt.builder-resource",
          ("%s: %s (expected: libnvinfer_builder_resource_* beside %s, as in NVIDIA's full"
                  + " installation; name it by cuepoint.tensorrt.home)")
              .formatted(what, said, LibrarySearch.INFERENCE));
    }
    if (all.contains("out of memory") || all.contains("outofmemory")) {
      return new MemoryRefusedException(
          ("%s: %s (expected: a GPU with more free memory, or less in cuepoint.tensorrt.positions"
                  + " and cuepoint.tensorrt.patches)")
              .formatted(what, said));
    }
    if (all.contains("cuda initialization failure")) {
      return new TensorRtException(
          "tensorrt.no-driver",
          "%s: %s (expected: a driver for CUDA 13, version 580 or newer)".formatted(what, said));
    }
    if (all.contains("engine plan file") || all.contains("serialization")) {
      return new TensorRtException(
          "tensorrt.plan", "%s: %s (expected: a plan of this version)".formatted(what, said));
    }
    return new TensorRtException(otherwise, what + ": " + said);
  }

  /** A builder tells of every kernel that it passes over before it tells what it failed on. */
  private static String said(List<String> errors) {
    if (errors.isEmpty()) {
      return "no reason was logged";
    }
    String first = errors.get(0);
    String last = errors.get(errors.size() - 1);
    return first.equals(last) ? first : first + "; last: " + last;
  }
}
