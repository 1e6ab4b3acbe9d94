package io.cuepoint.worker.console;

import io.cuepoint.worker.benchmark.Benchmark;
import io.cuepoint.worker.benchmark.BenchmarkTable;
import io.cuepoint.worker.benchmark.Peer;
import io.cuepoint.worker.benchmark.Shape;
import io.cuepoint.worker.checkpoint.WeightFormat;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * {@code benchmark FOLDER}: how fast the engine is here on random weights of a real shape, each
 * format in a process of its own, which is this command with {@code --part}.
 */
final class BenchmarkCommand implements Command {
  private static final Set<String> OPTIONS =
      Set.of("threads", "shape", "weights", "peers", "against", "part", "vision", "quick");

  @Override
  public String name() {
    return "benchmark";
  }

  @Override
  public String usage() {
    return """
        benchmark FOLDER [--threads N]   speed on random weights that it makes in FOLDER;
                                            --shape 3b|7b, or a part of it: 3b-6-layers,
                                            --weights f32,int8,int4 (none: nothing of ours),
                                            --peers DIR with node_modules and venv,
                                            --against q8_0,q4_0,bf16,f32: which of them,
                                            --vision false: not the vision tower,
                                            --quick true: shorter prompts, fewer tokens""";
  }

  @Override
  public boolean run(List<String> words, Output output) throws Exception {
    Arguments arguments = Arguments.parse(words, OPTIONS);
    Shape shape = shape(arguments.option("shape").orElse("3b"));
    Benchmark benchmark =
        new Benchmark(
            Path.of(arguments.operand()),
            shape,
            isTrue(arguments, "quick", false),
            arguments.threads(),
            output::message);
    boolean vision = isTrue(arguments, "vision", true);
    Optional<String> part = arguments.option("part");
    if (part.isPresent()) {
      output.line(true, benchmark.here(WeightOption.parse(part.get()), vision));
      return true;
    }
    List<String> against = against(arguments);
    Map<String, Map<String, Double>> columns = benchmark.each(formats(arguments), vision);
    if (arguments.option("peers").isPresent()) {
      Path installed = Path.of(arguments.option("peers").get());
      for (Peer peer : benchmark.peers(installed, against)) {
        if (peer.missing().isEmpty()) {
          columns.put(peer.name(), peer.figures());
        } else {
          output.message(peer.name() + " is missing: " + peer.missing());
        }
      }
    }
    OptionalDouble wholeMask =
        vision ? OptionalDouble.of(benchmark.wholeMaskRatio()) : OptionalDouble.empty();
    print(new BenchmarkTable(shape.label(), columns), wholeMask, arguments.json(), output);
    return true;
  }

  private static void print(
      BenchmarkTable table, OptionalDouble wholeMask, boolean json, Output output) {
    if (json) {
      table
          .columns()
          .forEach(
              (name, figures) ->
                  output.line(
                      true, Fields.of("of", name, "shape", table.shape(), "figures", figures)));
      output.line(true, Fields.of("shape", table.shape(), "ratios", table.ratios()));
      wholeMask.ifPresent(ratio -> output.line(true, Fields.of("wholeMaskRatio", ratio)));
    } else {
      table.lines().forEach(output::text);
      table.ratios().forEach((name, ratio) -> output.text("%-60s %.2f".formatted(name, ratio)));
      wholeMask.ifPresent(
          ratio ->
              output.text(
                  "%-60s %.2f"
                      .formatted(
                          "vision, one mask over 4,096 patches / windows as a batch", ratio)));
    }
  }

  private static boolean isTrue(Arguments arguments, String option, boolean otherwise)
      throws UsageException {
    String said = arguments.option(option).orElse(Boolean.toString(otherwise));
    return switch (said) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw new UsageException("--" + option + ": " + said + " (expected: true or false)");
    };
  }

  private static Shape shape(String label) throws UsageException {
    try {
      return Shape.of(label);
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  private static List<WeightFormat> formats(Arguments arguments) throws UsageException {
    List<WeightFormat> formats = new ArrayList<>();
    String asked = arguments.option("weights").orElse("f32,int8,int4");
    for (String label : asked.equals("none") ? new String[0] : asked.split(",", -1)) {
      formats.add(WeightOption.parse(label));
    }
    return formats;
  }

  private static List<String> against(Arguments arguments) throws UsageException {
    List<String> known = Benchmark.peerKinds();
    Optional<String> asked = arguments.option("against");
    List<String> kinds = asked.isEmpty() ? known : List.of(asked.get().split(",", -1));
    for (String kind : kinds) {
      if (!known.contains(kind)) {
        throw new UsageException("--against: " + kind + " (expected: of " + known + ")");
      }
    }
    return kinds;
  }
}
