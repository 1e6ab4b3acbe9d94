package io.cuepoint.worker.engine.tensorrt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import io.cuepoint.worker.checkpoint.Checkpoint;
import io.cuepoint.worker.checkpoint.DType;
import io.cuepoint.worker.checkpoint.RowTable;
import io.cuepoint.worker.checkpoint.TensorRef;
import io.cuepoint.worker.checkpoint.WeightFormat;
import io.cuepoint.worker.checkpoint.Weights;
import io.cuepoint.worker.engine.KvCache;
import io.cuepoint.worker.golden.Golden;
import io.cuepoint.worker.graph.LayerSpan;
import io.cuepoint.worker.quantize.EightBitFloats;
import io.cuepoint.worker.quantize.QuantizedMatrix;
import io.cuepoint.worker.quantize.QuantizedWeights;
import io.cuepoint.worker.quantize.WeightCache;
import io.cuepoint.worker.quantize.WeightProgress;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The decoder for TensorRT with matrices of fewer bits, in f32 on the CPU. */
class QuantizedDecoderTest {
  private static final int POSITIONS = 300;

  private final Checkpoint checkpoint = Checkpoint.open(Golden.bundled().resolve("flat-tied"));

  @TempDir Path folder;

  @Test
  void computesByTheNumbersThatItsMatricesStandFor() throws IOException {
    QuantizedWeights quantized = quantized(WeightFormat.INT4);
    Checkpoint written = Checkpoint.open(written(quantized, 18));
    float[] scores = scores(checkpoint, quantized);
    assertThat(scores).containsExactly(scores(written, QuantizedWeights.NONE), offset(1e-4f));
    assertThat(lost(scores, scores(checkpoint, QuantizedWeights.NONE))).isBetween(0.02, 0.6);
  }

  /** Beside those of the matrices, roundings of rows: as large as a step of the format lets be. */
  @ParameterizedTest
  @CsvSource({"INT8, 0.001, 0.03", "FP8, 0.01, 0.12"})
  void roundsItsRowsToEightBitsToo(WeightFormat format, double least, double most)
      throws IOException {
    QuantizedWeights quantized = quantized(format);
    Checkpoint written = Checkpoint.open(written(quantized, 12));
    float[] scores = scores(checkpoint, quantized);
    assertThat(lost(scores, scores(written, QuantizedWeights.NONE))).isBetween(least, most);
  }

  private QuantizedWeights quantized(WeightFormat format) {
    return new WeightCache(folder.resolve("weights"), 1, WeightProgress.NONE)
        .openForGpu(checkpoint, format);
  }

  private static double lost(float[] scores, float[] exact) {
    double lost = 0;
    double all = 0;
    for (int i = 0; i < exact.length; i++) {
      lost += Math.pow(scores[i] - exact[i], 2);
      all += exact[i] * exact[i];
    }
    return Math.sqrt(lost / all);
  }

  private float[] scores(Checkpoint of, QuantizedWeights quantized) {
    Random random = new Random(1);
    try (DecoderOnOnnxRuntime program =
        new DecoderOnOnnxRuntime(
            of, POSITIONS, 64, 1, List.of(LayerSpan.all(of.config().text())), quantized)) {
      TensorRtDecoder decoder = new TensorRtDecoder(program, Duration.ZERO);
      try (KvCache cache = decoder.newCache(POSITIONS)) {
        decoder.append(cache, RandomRows.of(of.config().text(), 40, random));
        return decoder.append(cache, RandomRows.of(of.config().text(), 1, random));
      }
    }
  }

  /** The checkpoint in f32, so many of its matrices as they are in fewer bits. */
  private Path written(QuantizedWeights quantized, int expected) throws IOException {
    Path target = Files.createDirectories(folder.resolve("written"));
    Files.copy(checkpoint.folder().resolve("config.json"), target.resolve("config.json"));
    Collection<TensorRef> all = checkpoint.weights().all();
    ObjectNode header = JsonMapper.shared().createObjectNode();
    long end = 0;
    for (TensorRef tensor : all) {
      ObjectNode entry = header.putObject(tensor.name()).put("dtype", "F32");
      tensor.shape().forEach(entry.putArray("shape")::add);
      entry.putArray("data_offsets").add(end).add(end + Float.BYTES * tensor.elements());
      end += Float.BYTES * tensor.elements();
    }
    byte[] json = header.toString().getBytes(StandardCharsets.UTF_8);
    ByteBuffer file =
        ByteBuffer.allocate(Math.toIntExact(Long.BYTES + json.length + end))
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(json.length)
            .put(json);
    int replaced = 0;
    for (TensorRef tensor : all) {
      float[] values = quantized.find(tensor).map(QuantizedDecoderTest::values).orElse(null);
      replaced += values == null ? 0 : 1;
      for (float value : values == null ? values(tensor) : values) {
        file.putFloat(value);
      }
    }
    assertThat(replaced).isEqualTo(expected);
    Files.write(target.resolve("model.safetensors"), file.array());
    return target;
  }

  private static float[] values(TensorRef tensor) {
    RowTable table = Weights.rows(tensor);
    float[] values = new float[Math.toIntExact(tensor.elements())];
    for (int row = 0; row < table.rows(); row++) {
      table.read(row, values, row * table.width());
    }
    return values;
  }

  /** {@code [out, in]}. */
  private static float[] values(QuantizedMatrix matrix) {
    int in = Math.toIntExact(matrix.in());
    int out = Math.toIntExact(matrix.out());
    ByteBuffer numbers = map(matrix.values());
    ByteBuffer scales = map(matrix.scales());
    float[] values = new float[in * out];
    if (matrix.bits() == Byte.SIZE) {
      DType type = matrix.values().type();
      for (int i = 0; i < values.length; i++) {
        byte stored = numbers.get(i);
        float number = type == DType.I8 ? stored : EightBitFloats.value(stored);
        float scale = DType.BF16.widen(scales.getShort(Short.BYTES * (i / in)));
        values[i] = number * QuantizedMatrix.step(type) * scale;
      }
      return values;
    }
    for (int i = 0; i < in; i++) {
      for (int o = 0; o < out; o++) {
        int place = i * out + o;
        int number = (byte) (numbers.get(place / 2) << (place % 2 == 0 ? 4 : 0)) >> 4;
        short scale = scales.getShort(Short.BYTES * (i / QuantizedMatrix.GPU_BLOCK * out + o));
        values[o * in + i] = number * DType.BF16.widen(scale);
      }
    }
    return values;
  }

  private static ByteBuffer map(TensorRef tensor) {
    return Weights.map(tensor, 0, Math.toIntExact(tensor.bytes()));
  }
}
