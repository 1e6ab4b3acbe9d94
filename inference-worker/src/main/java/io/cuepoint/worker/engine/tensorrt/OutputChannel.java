package io.cuepoint.worker.engine.tensorrt;

import java.nio.FloatBuffer;
import org.bytedeco.tensorrt.nvinfer.IExecutionContext;

/** One output's way back. */
final class OutputChannel implements AutoCloseable {
  private final String name;
  private final PinnedBuffer host;
  private final DeviceBuffer device;

  OutputChannel(String name, long mostBytes) {
    this.name = name;
    this.host = new PinnedBuffer(mostBytes, "output " + name);
    try {
      this.device = new DeviceBuffer(mostBytes, "output " + name);
    } catch (RuntimeException e) {
      host.close();
      throw e;
    }
  }

  void bind(IExecutionContext context) {
    if (!context.setTensorAddress(name, device.memory())) {
      throw new TensorRtException("tensorrt.run", "output " + name + " is not taken");
    }
  }

  void download(CudaStream stream, long bytes) {
    stream.download(host.memory(), device.memory(), bytes, "output " + name);
  }

  /** What came, once the stream is done and until more comes. */
  FloatBuffer floats(int count) {
    return host.view().asFloatBuffer().limit(count);
  }

  /** What came, once the stream is done. */
  float[] copy(int count) {
    float[] copy = new float[count];
    floats(count).get(copy);
    return copy;
  }

  /** Likewise. */
  long[] longs(int count) {
    long[] copy = new long[count];
    host.view().asLongBuffer().get(copy);
    return copy;
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
