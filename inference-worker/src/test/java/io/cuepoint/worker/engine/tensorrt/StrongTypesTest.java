package io.cuepoint.worker.engine.tensorrt;

import static org.assertj.core.api.Assertions.assertThat;

import io.cuepoint.worker.checkpoint.Checkpoint;
import io.cuepoint.worker.checkpoint.WeightFormat;
import io.cuepoint.worker.golden.Golden;
import io.cuepoint.worker.graph.GpuDecoderGraph;
import io.cuepoint.worker.graph.GpuVisionGraph;
import io.cuepoint.worker.graph.GraphOptions;
import io.cuepoint.worker.graph.GraphOptions.Compute;
import io.cuepoint.worker.graph.LayerSpan;
import io.cuepoint.worker.graph.OnnxGraph;
import io.cuepoint.worker.quantize.WeightCache;
import io.cuepoint.worker.quantize.WeightProgress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A strongly typed network takes no operator whose inputs have different types. Types are followed
 * through the graphs here, as no machine without a GPU parses them.
 */
class StrongTypesTest {
  private static final int F32 = 1;
  private static final int U8 = 2;
  private static final int I8 = 3;
  private static final int I32 = 6;
  private static final int I64 = 7;
  private static final int BOOL = 9;
  private static final int BF16 = 16;
  private static final int FP8 = 17;
  private static final int I4 = 22;

  private static final Set<String> SAME =
      Set.of(
          "Add", "Sub", "Mul", "Div", "MatMul", "Gemm", "Concat", "Softmax", "Sigmoid", "Identity");
  private static final Set<String> IN_F32 =
      Set.of("Gelu", "Softmax", "Floor", "Div", "Abs", "Max", "Sqrt");
  private static final Set<String> SHAPED = Set.of("Reshape", "Slice", "Transpose");

  @ParameterizedTest
  @CsvSource({
    "flat-tied, BF16",
    "flat-tied, F32",
    "flat-untied-sharded, BF16",
    "nested5-untied, BF16",
    "nested-tied, BF16"
  })
  void areTheSameForAllInputsOfEveryOperator(String name, Compute compute) {
    Checkpoint checkpoint = Checkpoint.open(Golden.bundled().resolve(name));
    GraphOptions options = GraphOptions.tensorRt(compute);
    int type = compute == Compute.BF16 ? BF16 : F32;
    var text = checkpoint.config().text();
    OnnxReader decoder =
        check(
            GpuDecoderGraph.write(text, checkpoint.weights(), options, 512, LayerSpan.all(text)),
            type);
    assertThat(decoder.outputs).containsEntry("logits", F32).containsEntry("present_k.0", type);
    assertThat(decoder.types).containsEntry("past_k.0", type).containsEntry("rows", I32);
    assertThat(decoder.outputs).containsEntry("token", I64).containsEntry("total", F32);
    OnnxReader vision =
        check(
            GpuVisionGraph.write(checkpoint.config().vision(), checkpoint.weights(), options, 512),
            type);
    assertThat(vision.outputs).containsExactly(Map.entry("embeddings", F32));
  }

  /**
   * The matrices of a layer that are taken, and how often its rows are rounded; in the last layer
   * the row that has queries once more.
   */
  @ParameterizedTest
  @CsvSource({"INT4, 6, 0, 0", "INT8, 4, 2, 1", "FP8, 4, 2, 1"})
  void areTheSameWhereMatricesHaveFewBits(
      WeightFormat format, long matrices, long roundings, long last, @TempDir Path folder) {
    Checkpoint checkpoint = Checkpoint.open(Golden.bundled().resolve("flat-tied"));
    GraphOptions options =
        GraphOptions.tensorRt(Compute.BF16)
            .with(new WeightCache(folder, 1, WeightProgress.NONE).openForGpu(checkpoint, format));
    var text = checkpoint.config().text();
    OnnxReader decoder =
        check(
            GpuDecoderGraph.write(text, checkpoint.weights(), options, 512, LayerSpan.all(text)),
            BF16);
    long rounded = count(decoder, "QuantizeLinear");
    assertThat(rounded).isEqualTo(roundings * text.layers() + last);
    assertThat(count(decoder, "DequantizeLinear") - rounded).isEqualTo(matrices * text.layers());
  }

  private static long count(OnnxReader graph, String operator) {
    return graph.nodes.stream().filter(node -> node.operator().equals(operator)).count();
  }

  private static OnnxReader check(OnnxGraph graph, int computed) {
    OnnxReader model = new OnnxReader(graph.model());
    Map<String, Integer> types = new TreeMap<>(model.types);
    for (OnnxReader.Node node : model.nodes) {
      assertThat(node.domain()).as("%s is a standard operator", node.operator()).isEmpty();
      assertThat(types.keySet()).as("inputs of %s", node).containsAll(node.inputs());
      List<Integer> inputs = node.inputs().stream().map(types::get).toList();
      types.put(node.outputs().get(0), output(node, inputs, computed));
    }
    model.outputs.forEach((name, type) -> assertThat(types).containsEntry(name, type));
    return model;
  }

  private static int output(OnnxReader.Node node, List<Integer> inputs, int computed) {
    String operator = node.operator();
    if (IN_F32.contains(operator)) {
      assertThat(inputs).as(node.toString()).containsOnly(F32);
    }
    if (operator.equals("MatMul") || operator.equals("Gemm")) {
      assertThat(inputs).as(node.toString()).containsOnly(computed);
    }
    if (SAME.contains(operator) || IN_F32.contains(operator)) {
      assertThat(Set.copyOf(inputs)).as(node.toString()).hasSize(1);
      return inputs.get(0);
    }
    if (SHAPED.contains(operator)) {
      assertThat(inputs.subList(1, inputs.size())).as(node.toString()).allMatch(t -> t == I64);
      return inputs.get(0);
    }
    return switch (operator) {
      case "Cast" -> {
        // bytes are taken from the host alone, and to floats alone
        assertThat(inputs.get(0) != U8 || node.to() == F32).as(node.toString()).isTrue();
        yield node.to();
      }
      case "QuantizeLinear" -> {
        assertThat(inputs.get(0)).as(node.toString()).isEqualTo(computed).isEqualTo(inputs.get(1));
        assertThat(inputs.get(2)).as(node.toString()).isIn(I8, FP8);
        yield inputs.get(2);
      }
      case "DequantizeLinear" -> {
        assertThat(inputs.get(1)).as(node.toString()).isEqualTo(computed);
        if (inputs.size() == 2) {
          assertThat(inputs.get(0)).as(node.toString()).isEqualTo(I4);
        } else {
          assertThat(inputs.get(0)).as(node.toString()).isIn(I8, FP8).isEqualTo(inputs.get(2));
        }
        yield computed;
      }
      case "Shape" -> I64;
      case "Gather" -> {
        assertThat(inputs.get(1)).as(node.toString()).isIn(I32, I64);
        yield inputs.get(0);
      }
      case "ArgMax" -> {
        assertThat(inputs).as(node.toString()).containsExactly(F32);
        yield I64;
      }
      case "ReduceSum", "ReduceMax", "ReduceMean" -> {
        assertThat(inputs).as(node.toString()).containsExactly(F32, I64);
        yield F32;
      }
      case "Less", "Greater" -> {
        assertThat(inputs).as(node.toString()).containsOnly(F32);
        yield BOOL;
      }
      case "LessOrEqual" -> {
        assertThat(inputs).as(node.toString()).containsOnly(I32);
        yield BOOL;
      }
      case "Where" -> {
        assertThat(inputs).as(node.toString()).containsExactly(BOOL, F32, F32);
        yield F32;
      }
      case "TensorScatter" -> {
        assertThat(inputs).as(node.toString()).containsExactly(computed, computed, I64);
        yield computed;
      }
      default -> throw new AssertionError(operator + " is not known to be taken by TensorRT");
    };
  }
}
