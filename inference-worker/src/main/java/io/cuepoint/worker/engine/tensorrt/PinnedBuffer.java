package io.cuepoint.worker.engine.tensorrt;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bytedeco.cuda.global.cudart;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/** Host memory that the device reads and writes without a copy in between. */
final class PinnedBuffer implements AutoCloseable {
  private final Pointer memory = new Pointer();
  private final ByteBuffer view;

  PinnedBuffer(long bytes, String what) {
    Cuda.check(cudart.cudaMallocHost(memory, bytes), what);
    view = new BytePointer(memory).capacity(bytes).asByteBuffer().order(ByteOrder.nativeOrder());
  }

  Pointer memory() {
    return memory;
  }

  /** All of it, from its beginning. */
  ByteBuffer view() {
    return view.clear();
  }

  @Override
  public void close() {
    Cuda.check(cudart.cudaFreeHost(memory), "freeing pinned memory");
  }
}
