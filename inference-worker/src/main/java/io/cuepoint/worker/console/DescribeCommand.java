package io.cuepoint.worker.console;

import io.cuepoint.worker.checkpoint.Checkpoint;
import io.cuepoint.worker.checkpoint.ControlTokens;
import io.cuepoint.worker.checkpoint.FiniteWeights;
import io.cuepoint.worker.checkpoint.GenerationDefaults;
import io.cuepoint.worker.checkpoint.TensorRef;
import io.cuepoint.worker.checkpoint.TextConfig;
import io.cuepoint.worker.checkpoint.Tokenizer;
import io.cuepoint.worker.checkpoint.VisionConfig;
import io.cuepoint.worker.checkpoint.WeightMemory;
import io.cuepoint.worker.checkpoint.Weights;
import io.cuepoint.worker.graph.GraphFolder;
import io.cuepoint.worker.graph.GraphOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** {@code describe FOLDER}: what a checkpoint is and what it takes; reads every weight once. */
final class DescribeCommand implements Command {
  @Override
  public String name() {
    return "describe";
  }

  @Override
  public String usage() {
    return """
        describe FOLDER [--onnx DIR]     a checkpoint: sizes, layouts, memory by weight format;
                                            --onnx writes its graphs there,
                                            --gpus 4x80: how it would be split over 4 GPUs
                                            of 80 GB, with --positions N of a cache
                                            and --weights f32|bf16|int8|fp8|int4, bf16
                                            by default""";
  }

  @Override
  public boolean run(List<String> words, Output output) throws Exception {
    Arguments arguments = Arguments.parse(words, Set.of("onnx", "gpus", "positions", "weights"));
    Optional<GpuSplit> split = GpuSplit.of(arguments);
    boolean json = arguments.json();
    Checkpoint checkpoint = Checkpoint.open(Path.of(arguments.operand()));
    try (Tokenizer tokenizer = checkpoint.tokenizer()) {
      ControlTokens control = tokenizer.control();
      GenerationDefaults generation = checkpoint.generationDefaults(control);
      FiniteWeights.require(checkpoint.weights());
      output.line(json, weights(checkpoint));
      output.line(json, vision(checkpoint.config().vision()));
      output.line(json, text(checkpoint.config().text()));
      output.line(
          json,
          Fields.of(
              "part", "tokens",
              "videoPad", control.videoPad(),
              "imagePad", control.imagePad(),
              "ends", new TreeSet<>(generation.endIds()),
              "repetitionPenalty", generation.repetitionPenalty()));
      WeightMemory.of(checkpoint.weights())
          .forEach(
              (format, bytes) ->
                  output.line(
                      json, Fields.of("part", "memory", "weights", format, "bytes", bytes)));
    }
    if (split.isPresent()) {
      split.get().describe(checkpoint).forEach(line -> output.line(json, line));
    }
    if (arguments.option("onnx").isPresent()) {
      Path folder = Path.of(arguments.option("onnx").get());
      for (Path file : GraphFolder.write(checkpoint, GraphOptions.CPU, folder)) {
        output.line(
            json, Fields.of("part", "graph", "file", file.toString(), "bytes", Files.size(file)));
      }
    }
    return true;
  }

  private static Map<String, ?> weights(Checkpoint checkpoint) {
    Weights weights = checkpoint.weights();
    return Fields.of(
        "part", "weights",
        "config", checkpoint.config().layout(),
        "names", weights.layout(),
        "head", weights.tied() ? "tied" : "untied",
        "tensors", weights.all().size(),
        "parameters", weights.all().stream().mapToLong(TensorRef::elements).sum(),
        "bytes", weights.all().stream().mapToLong(TensorRef::bytes).sum(),
        "files", weights.all().stream().map(TensorRef::file).distinct().count(),
        "types",
            weights.all().stream()
                .collect(
                    Collectors.groupingBy(
                        tensor -> tensor.type().name(), TreeMap::new, Collectors.counting())),
        "unused", weights.unused());
  }

  private static Map<String, ?> vision(VisionConfig vision) {
    return Fields.of(
        "part", "vision",
        "blocks", vision.depth(),
        "hidden", vision.hidden(),
        "heads", vision.heads(),
        "intermediate", vision.intermediate(),
        "fullAttention", new TreeSet<>(vision.fullAttentionBlocks()),
        "patch", vision.patch(),
        "window", vision.window(),
        "tokensPerSecond", vision.tokensPerSecond());
  }

  private static Map<String, ?> text(TextConfig text) {
    return Fields.of(
        "part", "text",
        "layers", text.layers(),
        "hidden", text.hidden(),
        "heads", text.heads(),
        "kvHeads", text.kvHeads(),
        "intermediate", text.intermediate(),
        "vocabulary", text.vocab(),
        "mropeSection", text.mropeSection(),
        "kvBytesPerToken", text.kvBytesPerToken(Float.BYTES));
  }
}
