package io.cuepoint.worker.engine.tensorrt;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.cuepoint.worker.graph.OnnxGraph;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.springframework.util.FileSystemUtils;

/** A graph that was written for TensorRT, run by ONNX Runtime: it is of standard operators. */
final class GraphOnOnnxRuntime implements AutoCloseable {
  private static final OrtEnvironment ENVIRONMENT = OrtEnvironment.getEnvironment();

  private final OrtSession session;

  /** Weights are read from copies of their files: none of Java's tensors has values of 4 bits. */
  GraphOnOnnxRuntime(OnnxGraph graph) {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      // products of quantised matrices would round the rows too
      options.addConfigEntry("session.disable_quant_qdq", "1");
      Path folder = Files.createTempDirectory("graph");
      try {
        Path model = Files.write(folder.resolve("model.onnx"), graph.model());
        Set<Path> files = new HashSet<>();
        graph.weights().forEach(weight -> files.add(weight.file()));
        for (Path file : files) {
          Files.copy(file, folder.resolve(file.getFileName()));
        }
        session = ENVIRONMENT.createSession(model.toString(), options);
      } finally {
        FileSystemUtils.deleteRecursively(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
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
    }
  }
}
