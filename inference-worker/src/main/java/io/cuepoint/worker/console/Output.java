package io.cuepoint.worker.console;

import io.cuepoint.queue.ContractJson;
import java.io.PrintStream;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** Results, a line each: JSON objects, or {@code key value} pairs for people. */
final class Output {
  private final JsonMapper mapper = ContractJson.mapper();
  private final PrintStream out;
  private final PrintStream err;

  Output(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  void line(boolean json, Map<String, ?> result) {
    out.println(
        json
            ? mapper.writeValueAsString(result)
            : result.entrySet().stream()
                .map(e -> e.getKey() + " " + e.getValue())
                .collect(Collectors.joining("  ")));
  }

  /** A result for people alone. */
  void text(String line) {
    out.println(line);
  }

  /** Something for people, beside the results. */
  void message(String text) {
    err.println(text);
  }
}
