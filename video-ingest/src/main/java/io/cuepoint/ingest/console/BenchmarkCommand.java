package io.cuepoint.ingest.console;

import io.cuepoint.ingest.benchmark.Benchmark;
import java.util.List;
import java.util.Set;

/** {@code benchmark}: the sampler beside the {@code ffmpeg} command, a line a measurement. */
final class BenchmarkCommand implements Command {
  @Override
  public String name() {
    return "benchmark";
  }

  @Override
  public String usage() {
    return "benchmark [--ffmpeg ffmpeg] [--seconds 60] [--rounds 2] [--clip NAME] [--hours 0] [--look 0] [--memory 0] sampling beside ffmpeg's";
  }

  @Override
  public boolean run(List<String> words, Output output) throws Exception {
    Arguments arguments =
        Arguments.options(
            words, Set.of("ffmpeg", "seconds", "rounds", "clip", "hours", "look", "memory"));
    if (!arguments.operand().isEmpty()) {
      throw new UsageException("no file or folder expected, found: " + arguments.operand());
    }
    int seconds = (int) arguments.number("seconds", 60, 1, 3600);
    int rounds = (int) arguments.number("rounds", 2, 1, 100);
    int hours = (int) arguments.number("hours", 0, 0, 10);
    int look = (int) arguments.number("look", 0, 0, 36_000);
    int memory = (int) arguments.number("memory", 0, 0, 36_000);
    Benchmark benchmark =
        Benchmark.against(arguments.option("ffmpeg").orElse("ffmpeg"), seconds, rounds, hours)
            .only(arguments.option("clip").orElse(""));
    output.message(benchmark.version());
    if (look > 0) {
      output.line(arguments.json(), benchmark.look(look));
      return true;
    }
    if (memory > 0) {
      benchmark.memory(memory, fields -> output.line(arguments.json(), fields));
      return true;
    }
    benchmark.run(
        measurement -> output.line(arguments.json(), measurement.fields()), output::message);
    return true;
  }
}
