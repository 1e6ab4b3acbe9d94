package io.cuepoint.worker.golden;

import io.cuepoint.worker.checkpoint.SafetensorsFile;
import io.cuepoint.worker.checkpoint.TensorRef;
import io.cuepoint.worker.checkpoint.Weights;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The tensors of a file. */
public final class Tensors {
  private final Map<String, TensorRef> tensors;

  Tensors(Path file) {
    tensors = SafetensorsFile.open(file);
  }

  public boolean has(String name) {
    return tensors.containsKey(name);
  }

  public List<Long> shape(String name) {
    return tensor(name).shape();
  }

  public float[] floats(String name) {
    ByteBuffer bytes = map(name);
    float[] values = new float[bytes.remaining() / Float.BYTES];
    bytes.asFloatBuffer().get(values);
    return values;
  }

  public long[] longs(String name) {
    ByteBuffer bytes = map(name);
    long[] values = new long[bytes.remaining() / Long.BYTES];
    bytes.asLongBuffer().get(values);
    return values;
  }

  public byte[] bytes(String name) {
    ByteBuffer bytes = map(name);
    byte[] values = new byte[bytes.remaining()];
    bytes.get(values);
    return values;
  }

  private ByteBuffer map(String name) {
    return Weights.map(tensor(name), 0, Math.toIntExact(tensor(name).bytes()));
  }

  private TensorRef tensor(String name) {
    return Objects.requireNonNull(tensors.get(name), name);
  }
}
