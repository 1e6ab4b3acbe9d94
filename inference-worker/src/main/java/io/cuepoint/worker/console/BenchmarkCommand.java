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
import java.util.Set;

/**
 * {@code benchmark FOLDER}: how fast the engine is here on random weights of a real shape, each
 * format in a process of its own, which is this command with {@code --part}.
 */
final class BenchmarkCommand implements Command {
  @Override
  public String name() {
    return "benchmark";
  }

  @Override
  public String usage() {
    return """
        benchmark FOLDER [--threads N]   speed on random weights that it makes in FOLDER;
                                            --shape 3b|7b, --weights f32,int8,int4,
                                            --peers DIR with node_modules and venv""";
  }

  @Override
  public boolean run(List<String> words, Output output) throws Exception {
    Arguments arguments =
        Arguments.parse(words, Set.of("threads", "shape", "weights", "peers", "part", "vision"));
    Shape shape = shape(arguments.option("shape").orElse("3b"));
    Benchmark benchmark =
        new Benchmark(Path.of(arguments.operand()), shape, arguments.threads(), output::message);
    Optional<String> part = arguments.option("part");
    if (part.isPresent()) {
      boolean vision = arguments.option("vision").equals(Optional.of("true"));
      output.line(true, benchmark.here(WeightOption.parse(part.get()), vision));
      return true;
    }
    Map<String, Map<String, Double>> columns = benchmark.each(formats(arguments));
    List<Peer> peers =
        arguments.option("peers").isEmpty()
            ? List.of()
            : benchmark.peers(Path.of(arguments.option("peers").get()));
    for (Peer peer : peers) {
      if (peer.missing().isEmpty()) {
        columns.put(peer.name(), peer.figures());
      } else {
        output.message(peer.name() + " is missing: " + peer.missing());
      }
    }
    double wholeMask = benchmark.wholeMaskRatio();
    BenchmarkTable table = new BenchmarkTable(columns);
    if (arguments.json()) {
      columns.forEach((name, figures) -> output.line(true, line("figures", name, figures)));
      output.line(true, line("ratios", shape.label(), table.ratios()));
      output.line(true, Fields.of("wholeMaskRatio", wholeMask));
    } else {
      table.lines().forEach(output::text);
      table.ratios().forEach((name, ratio) -> output.text("%-60s %.2f".formatted(name, ratio)));
      output.text(
          "%-60s %.2f"
              .formatted("vision, one mask over 4,096 patches / windows as a batch", wholeMask));
    }
    return true;
  }

  private static Map<String, ?> line(String key, String name, Map<String, Double> figures) {
    return Fields.of("of", name, key, figures);
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
    for (String label : asked.split(",", -1)) {
      formats.add(WeightOption.parse(label));
    }
    return formats;
  }
}
