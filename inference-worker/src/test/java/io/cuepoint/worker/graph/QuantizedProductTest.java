package io.cuepoint.worker.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxTensorLike;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.cuepoint.worker.checkpoint.Checkpoint;
import io.cuepoint.worker.checkpoint.TensorRef;
import io.cuepoint.worker.checkpoint.WeightFormat;
import io.cuepoint.worker.checkpoint.Weights;
import io.cuepoint.worker.engine.MemoryBudget;
import io.cuepoint.worker.engine.onnxruntime.OnnxRuntimeEngine;
import io.cuepoint.worker.golden.Golden;
import io.cuepoint.worker.quantize.QuantizedMatrix;
import io.cuepoint.worker.quantize.QuantizedWeights;
import io.cuepoint.worker.quantize.WeightCache;
import io.cuepoint.worker.quantize.WeightProgress;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The runtime's product over quantised weights against the same product written out. */
class QuantizedProductTest {
  private static final int ROWS = 3;

  private static Checkpoint checkpoint;

  @TempDir Path folder;

  @BeforeAll
  static void startTheRuntime() {
    checkpoint = Checkpoint.open(Golden.bundled().resolve("flat-untied-sharded"));
    OnnxRuntimeEngine.open(checkpoint, 1, new MemoryBudget(1 << 28)).close();
  }

  @ParameterizedTest(name = "{0}, widened {1}, {2} [{4}, {3}]")
  @CsvSource({
    "INT8, false, mlp.gate_proj, 112, 300",
    "INT8, true, mlp.gate_proj, 112, 300",
    "INT4, false, mlp.gate_proj, 112, 300",
    "INT8, false, mlp.down_proj, 300, 112",
    "INT8, true, mlp.down_proj, 300, 112",
    "INT4, false, mlp.down_proj, 300, 112",
    "INT8, false, self_attn.k_proj, 112, 16",
    "INT8, true, self_attn.k_proj, 112, 16",
    "INT4, false, self_attn.k_proj, 112, 16"
  })
  void equalsTheProductWrittenOut(
      WeightFormat format, boolean widened, String name, int in, int out) throws OrtException {
    Weights weights = checkpoint.weights();
    String full = "language_model.layers.1." + name;
    QuantizedWeights quantized =
        new WeightCache(folder, 1, WeightProgress.NONE).open(checkpoint, format);
    QuantizedMatrix matrix = quantized.find(weights.get(full + ".weight", out, in)).orElseThrow();
    float[] bias = new float[out];
    boolean biased = name.startsWith("self_attn");
    if (biased) {
      for (int i = 0; i < out; i++) {
        Weights.rows(weights.get(full + ".bias", out)).read(i, bias, i);
      }
    }
    GraphWriter graph = new GraphWriter("product");
    GraphOptions options = GraphOptions.CPU.with(quantized);
    Layers layers = new Layers(graph, weights, widened ? options.widening() : options);
    graph.input("x", ElementType.F32, "S", in);
    String y =
        biased ? layers.linearWithBias("x", full, in, out) : layers.linear("x", full, in, out);
    graph.node("Identity", List.of(y), List.of("y"));
    graph.output("y", ElementType.F32, "S", out);
    float[] x = eightBitRows(in);
    float[] expected = product(x, matrix, bias);
    assertThat(run(graph.finish(), x, in)).containsExactly(expected, offset(2e-4f));
  }

  @Test
  void widensAMatrixInBlocksOfRows() throws OrtException {
    QuantizedWeights quantized =
        new WeightCache(folder, 1, WeightProgress.NONE).open(checkpoint, WeightFormat.INT8);
    QuantizedMatrix head = quantized.find(checkpoint.weights().head()).orElseThrow();
    int in = Math.toIntExact(head.in());
    GraphWriter graph = new GraphWriter("blocks");
    graph.input("x", ElementType.F32, "S", in);
    long row = head.scales().shape().get(1) * QuantizedMatrix.BLOCK * Float.BYTES;
    List<String> blocks = new WidenedMatrix(graph, 100 * row).blocks("x", head);
    assertThat(blocks).hasSize(Math.toIntExact((head.out() + 99) / 100)).hasSizeGreaterThan(2);
    String whole = graph.node("Concat", blocks, Attribute.of("axis", 0L));
    graph.node("Gemm", List.of("x", whole), List.of("y"), Attribute.of("transB", 1L));
    graph.output("y", ElementType.F32, "S", head.out());
    float[] x = eightBitRows(in);
    assertThat(run(graph.finish(), x, in))
        .containsExactly(product(x, head, new float[(int) head.out()]), offset(2e-4f));
  }

  /** Whole numbers with a 127 in every block, which the rounding of rows does not change. */
  private static float[] eightBitRows(int in) {
    Random random = new Random(5);
    float[] x = new float[ROWS * in];
    for (int row = 0; row < ROWS; row++) {
      for (int i = 0; i < in; i++) {
        int place = row * in + i;
        x[place] = i % QuantizedMatrix.BLOCK == 0 ? 127 : random.nextInt(255) - 127;
      }
    }
    return x;
  }

  private static float[] product(float[] x, QuantizedMatrix matrix, float[] bias) {
    int in = Math.toIntExact(matrix.in());
    int out = Math.toIntExact(matrix.out());
    int blocks = Math.toIntExact(matrix.scales().shape().get(1));
    ByteBuffer values = map(matrix.values());
    FloatBuffer scales = map(matrix.scales()).asFloatBuffer();
    float[] y = new float[ROWS * out];
    for (int row = 0; row < ROWS; row++) {
      for (int column = 0; column < out; column++) {
        double sum = bias[column];
        for (int i = 0; i < in; i++) {
          int place = column * blocks * QuantizedMatrix.BLOCK + i;
          int stored =
              matrix.bits() == 8
                  ? values.get(place) & 0xff
                  : (values.get(place / 2) >> (4 * (place % 2))) & 0xf;
          float scale = scales.get(column * blocks + i / QuantizedMatrix.BLOCK);
          sum += (double) (stored - (1 << (matrix.bits() - 1))) * scale * x[row * in + i];
        }
        y[row * out + column] = (float) sum;
      }
    }
    return y;
  }

  private static float[] run(OnnxGraph graph, float[] x, int in) throws OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.addExternalInitializers(tensors(graph.weights()));
      Map<String, OnnxTensorLike> inputs = tensors(graph.inputs());
      inputs.put(
          "x", OnnxTensor.createTensor(environment, FloatBuffer.wrap(x), new long[] {ROWS, in}));
      try (OrtSession session = environment.createSession(graph.model(), options);
          OrtSession.Result result = session.run(inputs)) {
        FloatBuffer y = ((OnnxTensor) result.get(0)).getFloatBuffer();
        float[] copy = new float[y.remaining()];
        y.get(copy);
        return copy;
      }
    }
  }

  private static Map<String, OnnxTensorLike> tensors(List<TensorRef> mapped) throws OrtException {
    Map<String, OnnxTensorLike> tensors = new HashMap<>();
    for (TensorRef each : mapped) {
      OnnxJavaType type =
          switch (each.type()) {
            case U8 -> OnnxJavaType.UINT8;
            case BF16 -> OnnxJavaType.BFLOAT16;
            default -> OnnxJavaType.FLOAT;
          };
      tensors.put(
          each.name(),
          OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), map(each), each.dims(), type));
    }
    return tensors;
  }

  private static ByteBuffer map(TensorRef tensor) {
    return Weights.map(tensor, 0, Math.toIntExact(tensor.bytes()));
  }
}
