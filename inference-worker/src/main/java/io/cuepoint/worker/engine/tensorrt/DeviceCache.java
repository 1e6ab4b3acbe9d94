package io.cuepoint.worker.engine.tensorrt;

import io.cuepoint.worker.checkpoint.TextConfig;
import io.cuepoint.worker.engine.tensorrt.DecoderProgram.CacheMemory;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.tensorrt.nvinfer.IExecutionContext;

/** Keys and values of all layers in one block on the device, each {@code [1, kv, M, head]}. */
final class DeviceCache implements CacheMemory {
  private final TextConfig config;
  private final DeviceBuffer memory;
  private final long each;
  private final Runnable closing;

  /**
   * Allocates, all zero.
   *
   * @param closing run before the memory is freed
   */
  DeviceCache(TextConfig config, int capacity, int valueBytes, Runnable closing) {
    this.config = config;
    this.each = (long) config.kvHeads() * capacity * config.headDim() * valueBytes;
    this.memory = DeviceBuffer.zeros(2L * config.layers() * each, "KV cache");
    this.closing = closing;
  }

  /** Has the context read and write it in place. */
  void bind(IExecutionContext context) {
    for (int layer = 0; layer < config.layers(); layer++) {
      bind(context, "k." + layer, 2L * layer);
      bind(context, "v." + layer, 2L * layer + 1);
    }
  }

  private void bind(IExecutionContext context, String name, long index) {
    Pointer place = new BytePointer(memory.memory()).getPointer(index * each);
    if (!context.setTensorAddress("past_" + name, place)
        || !context.setTensorAddress("present_" + name, place)) {
      throw new TensorRtException("tensorrt.run", "cache " + name + " is not taken");
    }
  }

  @Override
  public void close() {
    closing.run();
    memory.close();
  }
}
