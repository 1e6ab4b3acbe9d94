package io.cuepoint.worker.engine.tensorrt;

import org.bytedeco.tensorrt.nvinfer.IExecutionContext;

/** One f32 output's way back. */
final class OutputChannel implements AutoCloseable {
  private final String name;
  private final PinnedBuffer host;
  private final DeviceBuffer device;

  OutputChannel(String name, long mostValues) {
    this.name = name;
    this.host = new PinnedBuffer(Float.BYTES * mostValues, "output " + name);
    try {
      this.device = new DeviceBuffer(Float.BYTES * mostValues, "output " + name);
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

  void download(CudaStream stream, long values) {
    stream.download(host.memory(), device.memory(), Float.BYTES * values, "output " + name);
  }

  /** What came, once the stream is done. */
  float[] values(int count) {
    float[] copy = new float[count];
    host.view().asFloatBuffer().get(copy);
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
