package io.cuepoint.worker.engine.tensorrt;

import org.bytedeco.cuda.global.cudart;
import org.bytedeco.javacpp.Pointer;

/** Memory on the device. */
final class DeviceBuffer implements AutoCloseable {
  private final Pointer memory = new Pointer();
  private final long bytes;

  /**
   * Allocates.
   *
   * @throws io.cuepoint.worker.engine.MemoryRefusedException when the device has too little
   */
  DeviceBuffer(long bytes, String what) {
    this.bytes = Math.max(1, bytes);
    Cuda.check(cudart.cudaMalloc(memory, this.bytes), what);
  }

  Pointer memory() {
    return memory;
  }

  long bytes() {
    return bytes;
  }

  @Override
  public void close() {
    Cuda.check(cudart.cudaFree(memory), "freeing memory");
  }
}
