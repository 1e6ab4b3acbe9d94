package io.cuepoint.worker.engine.onnxruntime;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import io.cuepoint.onnx.OnnxEnvironment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/** Named tensors of one run, freed together. */
final class Tensors implements AutoCloseable {
  private final Map<String, OnnxTensor> byName = new LinkedHashMap<>();

  /** A direct buffer is bound as it is, another is copied. */
  Tensors floats(String name, FloatBuffer values, long... shape) throws OrtException {
    byName.put(name, OnnxTensor.createTensor(OnnxEnvironment.get(), values, shape));
    return this;
  }

  Tensors integers(String name, long... values) throws OrtException {
    byName.put(
        name,
        OnnxTensor.createTensor(
            OnnxEnvironment.get(), LongBuffer.wrap(values), new long[] {values.length}));
    return this;
  }

  /** Of bytes in a direct buffer, little endian. */
  Tensors bytes(String name, ByteBuffer values, OnnxJavaType type, long... shape)
      throws OrtException {
    byName.put(name, OnnxTensor.createTensor(OnnxEnvironment.get(), values, shape, type));
    return this;
  }

  Map<String, OnnxTensor> byName() {
    return byName;
  }

  static ByteBuffer direct(long bytes) {
    return ByteBuffer.allocateDirect(Math.toIntExact(bytes)).order(ByteOrder.nativeOrder());
  }

  @Override
  public void close() {
    byName.values().forEach(OnnxTensor::close);
    byName.clear();
  }
}
