package io.cuepoint.worker.engine.tensorrt;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.cuepoint.worker.checkpoint.TensorRef;
import io.cuepoint.worker.checkpoint.Weights;
import io.cuepoint.worker.graph.OnnxGraph;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** A graph that was written for TensorRT, run by ONNX Runtime: it is of standard operators. */
final class GraphOnOnnxRuntime implements AutoCloseable {
  private static final OrtEnvironment ENVIRONMENT = OrtEnvironment.getEnvironment();

  private final Map<String, OnnxTensor> weights = new HashMap<>();
  private final OrtSession session;

  GraphOnOnnxRuntime(OnnxGraph graph) {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      for (TensorRef weight : graph.weights()) {
        weights.put(
            weight.name(),
            OnnxTensor.createTensor(
                ENVIRONMENT,
                Weights.map(weight, 0, Math.toIntExact(weight.bytes())),
                weight.dims(),
                OnnxJavaType.valueOf(
                    switch (weight.type()) {
                      case F32 -> "FLOAT";
                      case F16 -> "FLOAT16";
                      default -> "BFLOAT16";
                    })));
      }
      options.addExternalInitializers(Map.copyOf(weights));
      session = ENVIRONMENT.createSession(graph.model(), options);
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
  }

  Set<String> inputs() {
    return session.getInputNames();
  }

  /** Tensors of one run. */
  static final class Inputs implements AutoCloseable {
    private final Map<String, OnnxTensor> byName = new LinkedHashMap<>();

    Inputs floats(String name, FloatBuffer values, long... shape) throws OrtException {
      byName.put(name, OnnxTensor.createTensor(ENVIRONMENT, values, shape));
      return this;
    }

    Inputs integers(String name, int[] values, long... shape) throws OrtException {
      byName.put(name, OnnxTensor.createTensor(ENVIRONMENT, IntBuffer.wrap(values), shape));
      return this;
    }

    Inputs numbers(String name, long... values) throws OrtException {
      byName.put(
          name,
          OnnxTensor.createTensor(
              ENVIRONMENT, LongBuffer.wrap(values), new long[] {values.length}));
      return this;
    }

    Inputs bytes(String name, ByteBuffer values, long... shape) throws OrtException {
      byName.put(name, OnnxTensor.createTensor(ENVIRONMENT, values, shape, OnnxJavaType.UINT8));
      return this;
    }

    Inputs booleans(String name, byte[] values, long... shape) throws OrtException {
      ByteBuffer bytes = ByteBuffer.allocateDirect(values.length).put(values).flip();
      byName.put(name, OnnxTensor.createTensor(ENVIRONMENT, bytes, shape, OnnxJavaType.BOOL));
      return this;
    }

    @Override
    public void close() {
      byName.values().forEach(OnnxTensor::close);
    }
  }

  /** Runs for one output of f32. */
  float[] run(Inputs inputs, Map<String, OnnxTensor> cache, String output) throws OrtException {
    float[][] values = new float[1][];
    run(inputs, cache, Set.of(output), result -> values[0] = floats(result, output));
    return values[0];
  }

  /** Takes what a run gives. */
  interface Taker {
    void take(OrtSession.Result result) throws OrtException;
  }

  /** Runs; {@code cache} is read as past and written as present, in place. */
  void run(Inputs inputs, Map<String, OnnxTensor> cache, Set<String> outputs, Taker taker)
      throws OrtException {
    Map<String, OnnxTensor> all = new HashMap<>(inputs.byName);
    Map<String, OnnxTensor> present = new HashMap<>();
    cache.forEach(
        (name, tensor) -> {
          all.put("past_" + name, tensor);
          present.put("present_" + name, tensor);
        });
    try (OrtSession.Result result = session.run(all, outputs, present)) {
      taker.take(result);
    }
  }

  static float[] floats(OrtSession.Result result, String output) {
    FloatBuffer values = ((OnnxTensor) result.get(output).orElseThrow()).getFloatBuffer();
    float[] copy = new float[values.remaining()];
    values.get(copy);
    return copy;
  }

  static long[] longs(OrtSession.Result result, String output) {
    LongBuffer values = ((OnnxTensor) result.get(output).orElseThrow()).getLongBuffer();
    long[] copy = new long[values.remaining()];
    values.get(copy);
    return copy;
  }

  /** Memory of f32 values, all zero. */
  static FloatBuffer memory(long values) {
    return ByteBuffer.allocateDirect(Math.toIntExact(Float.BYTES * values))
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
  }

  /** A tensor that lies in direct memory. */
  static OnnxTensor over(FloatBuffer memory, long... shape) {
    try {
      return OnnxTensor.createTensor(ENVIRONMENT, memory, shape);
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    } finally {
      weights.values().forEach(OnnxTensor::close);
    }
  }
}
