package io.cuepoint.worker.engine.tensorrt;

import io.cuepoint.worker.checkpoint.TextConfig;
import io.cuepoint.worker.graph.LayerSpan;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.tensorrt.nvinfer.IExecutionContext;

/**
 * Keys and values of some layers and all sequences in one block on the device, each {@code [slots,
 * kv, M, head]}: neighbouring slots of a layer lie as the graph takes a batch, and one alone as it
 * takes one sequence.
 */
final class DeviceSlab implements AutoCloseable {
  private final TextConfig config;
  private final LayerSpan span;
  private final int slots;
  private final int positions;
  private final long each;
  private final DeviceBuffer memory;

  /**
   * Allocates.
   *
   * @param positions of a slot, M
   */
  DeviceSlab(TextConfig config, LayerSpan span, int slots, int positions, int valueBytes) {
    this.config = config;
    this.span = span;
    this.slots = slots;
    this.positions = positions;
    this.each = (long) config.kvHeads() * positions * config.headDim() * valueBytes;
    this.memory = new DeviceBuffer(2L * span.count() * slots * each, "KV caches");
  }

  /** Has the context read and write {@code count} slots from {@code first} in place. */
  void bind(IExecutionContext context, int first, int count) {
    for (int i = 0; i < span.count(); i++) {
      int layer = span.first() + i;
      bind(context, "k." + layer, 2L * i * slots + first, count);
      bind(context, "v." + layer, (2L * i + 1) * slots + first, count);
    }
  }

  private void bind(IExecutionContext context, String name, long index, int count) {
    Pointer place = place(index);
    if (!context.setInputShape(
            "past_" + name, Dims.of(count, config.kvHeads(), positions, config.headDim()))
        || !context.setTensorAddress("past_" + name, place)
        || !context.setTensorAddress("present_" + name, place)) {
      throw new TensorRtException("tensorrt.run", "cache " + name + " is not taken");
    }
  }

  /** Has the stream make a slot all zero. */
  void clear(int slot, CudaStream stream) {
    for (int i = 0; i < 2 * span.count(); i++) {
      stream.zero(place((long) i * slots + slot), each, "a KV cache");
    }
  }

  private Pointer place(long index) {
    return new BytePointer(memory.memory()).getPointer(index * each);
  }

  @Override
  public void close() {
    memory.close();
  }
}
