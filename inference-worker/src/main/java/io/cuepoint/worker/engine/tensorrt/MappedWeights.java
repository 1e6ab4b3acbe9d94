package io.cuepoint.worker.engine.tensorrt;

import io.cuepoint.worker.checkpoint.TensorRef;
import io.cuepoint.worker.checkpoint.Weights;
import java.nio.MappedByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.Pointer;

/**
 * Weights where they lie in mapped files. A Java buffer ends at 2 GiB; a longer weight is mapped in
 * pieces, which the system lays side by side or not: it is copied then.
 */
final class MappedWeights implements AutoCloseable {
  private static final int LARGEST = 1 << 30;

  private final List<Object> held = new ArrayList<>();

  /** Takes a weight's name, memory and length. */
  interface Taker {
    /** Whether it was taken. */
    boolean take(String name, Pointer memory, long bytes);
  }

  /** Hands all weights over; their memory is good until this is closed. */
  void give(List<TensorRef> weights, Taker taker) {
    for (TensorRef weight : weights) {
      if (!taker.take(weight.name(), memory(weight), weight.bytes())) {
        throw new TensorRtException(
            "tensorrt.parse", "the graph has no weight " + weight.name() + " (expected: all)");
      }
    }
  }

  private Pointer memory(TensorRef weight) {
    if (weight.bytes() <= LARGEST) {
      MappedByteBuffer mapped =
          (MappedByteBuffer) Weights.map(weight, 0, Math.toIntExact(weight.bytes()));
      held.add(mapped);
      return new Pointer(mapped);
    }
    HostBytes copy = HostBytes.allocate(weight.bytes());
    held.add(copy);
    for (long from = 0; from < weight.bytes(); from += LARGEST) {
      int length = (int) Math.min(LARGEST, weight.bytes() - from);
      copy.part(from, length).put(Weights.map(weight, from, length));
    }
    return copy.memory();
  }

  @Override
  public void close() {
    for (Object each : held) {
      if (each instanceof HostBytes copy) {
        copy.close();
      }
    }
    held.clear();
  }
}
