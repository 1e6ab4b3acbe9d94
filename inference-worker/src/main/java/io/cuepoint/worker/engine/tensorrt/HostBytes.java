package io.cuepoint.worker.engine.tensorrt;

import java.nio.ByteBuffer;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/** Host memory of any length, allocated here or by TensorRT. */
final class HostBytes implements PlanBytes, AutoCloseable {
  private final BytePointer memory;
  private final long size;

  private HostBytes(BytePointer memory, long size) {
    this.memory = memory;
    this.size = size;
  }

  static HostBytes allocate(long size) {
    return new HostBytes(new BytePointer(size), size);
  }

  /** What another owns, as long as it lives. */
  static HostBytes of(Pointer memory, long size) {
    return new HostBytes(new BytePointer(memory).capacity(size), size);
  }

  Pointer memory() {
    return memory.position(0);
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public ByteBuffer part(long from, int length) {
    return memory.getPointer(from).capacity(length).asByteBuffer();
  }

  @Override
  public void close() {
    memory.close();
  }
}
