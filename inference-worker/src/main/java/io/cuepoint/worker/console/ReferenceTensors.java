package io.cuepoint.worker.console;

import io.cuepoint.worker.checkpoint.CheckpointException;
import io.cuepoint.worker.checkpoint.SafetensorsFile;
import io.cuepoint.worker.checkpoint.TensorRef;
import io.cuepoint.worker.checkpoint.Weights;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The tensors of one file of a golden folder. */
final class ReferenceTensors {
  private final Path file;
  private final Map<String, TensorRef> tensors;

  ReferenceTensors(Path file) {
    this.file = file;
    this.tensors = SafetensorsFile.open(file);
  }

  boolean has(String name) {
    return tensors.containsKey(name);
  }

  List<Long> shape(String name) {
    return tensor(name).shape();
  }

  float[] floats(String name) {
    ByteBuffer values = map(name);
    float[] copy = new float[values.remaining() / Float.BYTES];
    values.asFloatBuffer().get(copy);
    return copy;
  }

  long[] integers(String name) {
    ByteBuffer values = map(name);
    long[] copy = new long[values.remaining() / Long.BYTES];
    values.asLongBuffer().get(copy);
    return copy;
  }

  byte[] bytes(String name) {
    ByteBuffer values = map(name);
    byte[] copy = new byte[values.remaining()];
    values.get(copy);
    return copy;
  }

  private ByteBuffer map(String name) {
    TensorRef tensor = tensor(name);
    return Weights.map(tensor, 0, Math.toIntExact(tensor.bytes()));
  }

  private TensorRef tensor(String name) {
    TensorRef tensor = tensors.get(name);
    if (tensor == null) {
      throw new CheckpointException("golden.tensor", name + " is not in " + file);
    }
    return tensor;
  }
}
