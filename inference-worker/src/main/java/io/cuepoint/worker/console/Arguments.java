package io.cuepoint.worker.console;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The words after a command: one folder and options.
 *
 * @param operand the folder
 * @param json whether results are to be JSON
 * @param options by name without dashes
 */
record Arguments(String operand, boolean json, Map<String, String> options) {
  /**
   * Takes the words apart.
   *
   * @param known options that take a value, without dashes; {@code json} takes none
   */
  static Arguments parse(List<String> words, Set<String> known) throws UsageException {
    Map<String, String> options = new LinkedHashMap<>();
    String operand = null;
    boolean json = false;
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (word.equals("--json")) {
        json = true;
      } else if (word.startsWith("--")) {
        int equals = word.indexOf('=');
        String name = word.substring(2, equals < 0 ? word.length() : equals);
        if (!known.contains(name)) {
          throw new UsageException("unknown option: --" + name);
        }
        if (equals < 0 && i + 1 == words.size()) {
          throw new UsageException("--" + name + " needs a value");
        }
        options.put(name, equals < 0 ? words.get(++i) : word.substring(equals + 1));
      } else if (operand == null) {
        operand = word;
      } else {
        throw new UsageException("one folder expected, found also: " + word);
      }
    }
    if (operand == null) {
      throw new UsageException("a folder is missing");
    }
    return new Arguments(operand, json, options);
  }

  Optional<String> option(String name) {
    return Optional.ofNullable(options.get(name));
  }

  /** {@code --threads}; as many as there are processors without it. */
  int threads() throws UsageException {
    return count("threads", Runtime.getRuntime().availableProcessors());
  }

  /** {@code --clips}: looked at at a time; one without it. */
  int clips() throws UsageException {
    return count("clips", 1);
  }

  private int count(String name, int usual) throws UsageException {
    String text = option(name).orElse("");
    if (text.isEmpty()) {
      return usual;
    }
    if (text.matches("[1-9][0-9]{0,2}")) {
      return Integer.parseInt(text);
    }
    throw new UsageException("--%s: %s (expected: 1 to 999)".formatted(name, text));
  }
}
