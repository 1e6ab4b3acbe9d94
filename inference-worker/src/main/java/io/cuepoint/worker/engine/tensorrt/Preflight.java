package io.cuepoint.worker.engine.tensorrt;

import io.cuepoint.worker.engine.tensorrt.NativeAccess.DeviceCount;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks in this order, and stops at the first no: are driver and libraries there, does CUDA see a
 * device, is TensorRT of the version that the binding calls. TensorRT itself is no judge: without a
 * device it hands out objects that only look whole.
 */
final class Preflight {
  private static final int INSUFFICIENT_DRIVER = 35;
  private static final int NO_DEVICE = 100;

  private final LibrarySearch search;
  private final NativeAccess natives;

  Preflight(LibrarySearch search, NativeAccess natives) {
    this.search = search;
    this.natives = natives;
  }

  /**
   * GPUs that can be used, and what serves them.
   *
   * @param gpus at least one, in the order in which they were asked for
   */
  record Ready(List<Gpu> gpus, LibraryFiles files, Version version) {
    Ready {
      gpus = List.copyOf(gpus);
    }
  }

  /**
   * Checks and loads all that is needed for some devices.
   *
   * @param indexes at least one
   * @throws TensorRtException with the first thing that is missing and what to do
   */
  Ready run(List<Integer> indexes) {
    LibraryFiles files = search.find();
    load("CUDA's runtime", () -> natives.loadCuda(files));
    DeviceCount devices = natives.devices();
    if (devices.error() == INSUFFICIENT_DRIVER) {
      throw new TensorRtException(
          "tensorrt.no-driver",
          "%s (CUDA error 35; expected: a driver for CUDA 13, version 580 or newer)"
              .formatted(devices.reason()));
    }
    if (devices.error() == NO_DEVICE || (devices.error() == 0 && devices.count() == 0)) {
      throw new TensorRtException(
          "tensorrt.no-device",
          "the driver shows no GPU (expected: one; in a container: started with access to it)");
    }
    if (devices.error() != 0) {
      throw new TensorRtException(
          "tensorrt.no-device",
          "CUDA error %d, %s (expected: a GPU that answers; nvidia-smi tells more)"
              .formatted(devices.error(), devices.reason()));
    }
    List<Gpu> gpus = new ArrayList<>();
    for (int index : indexes) {
      if (index >= devices.count()) {
        throw new TensorRtException(
            "tensorrt.no-device",
            "cuepoint.tensorrt.device: %d (expected: 0 to %d)"
                .formatted(index, devices.count() - 1));
      }
      gpus.add(natives.gpu(index));
    }
    load("TensorRT", () -> natives.loadTensorRt(files));
    Version library = natives.library();
    if (!library.serves(natives.binding())) {
      throw new TensorRtException(
          "tensorrt.version",
          "TensorRT %s (expected: %d.%d or a newer %d)"
              .formatted(
                  library,
                  natives.binding().major(),
                  natives.binding().minor(),
                  natives.binding().major()));
    }
    return new Ready(gpus, files, library);
  }

  private static void load(String what, Runnable loading) {
    try {
      loading.run();
    } catch (UnsatisfiedLinkError e) {
      throw new TensorRtException(
          "tensorrt.no-libraries",
          "%s does not load: %s (expected: all libraries of one version, for this system)"
              .formatted(what, e.getMessage()),
          e);
    }
  }
}
