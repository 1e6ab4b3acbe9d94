package io.cuepoint.worker.engine.tensorrt;

import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.tensorrt.nvinfer.IExecutionContext;

/** One input's way to the device: pinned memory here, as much there. */
final class InputChannel implements AutoCloseable {
  private final String name;
  private final PinnedBuffer host;
  private final DeviceBuffer device;
  private long bytes;

  InputChannel(String name, long mostBytes) {
    this.name = name;
    this.host = new PinnedBuffer(mostBytes, "input " + name);
    try {
      this.device = new DeviceBuffer(mostBytes, "input " + name);
    } catch (RuntimeException e) {
      host.close();
      throw e;
    }
  }

  /** Takes values; the buffer's position is left where it is. */
  void put(FloatBuffer values) {
    host.view().asFloatBuffer().put(values.duplicate());
    bytes = (long) Float.BYTES * values.remaining();
  }

  void put(int[] values) {
    host.view().asIntBuffer().put(values);
    bytes = (long) Integer.BYTES * values.length;
  }

  void put(byte[] values) {
    host.view().put(values);
    bytes = values.length;
  }

  /** Room for so many numbers, to be filled by index. */
  FloatBuffer floats(int count) {
    bytes = (long) Float.BYTES * count;
    return host.view().asFloatBuffer();
  }

  /** Likewise. */
  IntBuffer integers(int count) {
    bytes = (long) Integer.BYTES * count;
    return host.view().asIntBuffer();
  }

  /** Likewise. */
  LongBuffer longs(int count) {
    bytes = (long) Long.BYTES * count;
    return host.view().asLongBuffer();
  }

  /** Has the context read it, in this shape. */
  void bind(IExecutionContext context, long... shape) {
    if (!context.setInputShape(name, Dims.of(shape))
        || !context.setTensorAddress(name, device.memory())) {
      throw new TensorRtException(
          "tensorrt.run",
          "input %s %s is not taken (expected: a shape of the profile)"
              .formatted(name, Arrays.toString(shape)));
    }
  }

  /** Sends what was put last. */
  void upload(CudaStream stream) {
    stream.upload(device.memory(), host.memory(), bytes, "input " + name);
  }

  /** Sends some of it, to the beginning of what the context reads. */
  void upload(CudaStream stream, long from, long length) {
    Pointer part = new BytePointer(host.memory()).getPointer(from);
    stream.upload(device.memory(), part, length, "input " + name);
  }

  @Override
  public void close() {
    try {
      device.close();
    } finally {
      host.close();
    }
  }
}
