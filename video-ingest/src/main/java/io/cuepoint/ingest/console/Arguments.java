package io.cuepoint.ingest.console;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The words after a command: one operand and options. */
final class Arguments {
  private final String operand;
  private final Map<String, String> options;

  private Arguments(String operand, Map<String, String> options) {
    this.operand = operand;
    this.options = options;
  }

  /**
   * Takes the words apart.
   *
   * @param known options that take a value, without dashes; {@code json} takes none
   */
  static Arguments parse(List<String> words, Set<String> known) throws UsageException {
    Arguments arguments = options(words, known);
    if (arguments.operand.isEmpty()) {
      throw new UsageException("a file or folder is missing");
    }
    return arguments;
  }

  /** The same where the operand may be missing. */
  static Arguments options(List<String> words, Set<String> known) throws UsageException {
    Map<String, String> options = new LinkedHashMap<>();
    String operand = "";
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (word.equals("--json")) {
        options.put("json", "");
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
      } else if (operand.isEmpty()) {
        operand = word;
      } else {
        throw new UsageException("one file or folder expected, found also: " + word);
      }
    }
    return new Arguments(operand, options);
  }

  /** The file or folder. */
  String operand() {
    return operand;
  }

  boolean json() {
    return options.containsKey("json");
  }

  Optional<String> option(String name) {
    return Optional.ofNullable(options.get(name));
  }

  double number(String name, double otherwise, double least, double most) throws UsageException {
    String text = options.get(name);
    if (text == null) {
      return otherwise;
    }
    try {
      double value = Double.parseDouble(text);
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new UsageException(
        "--%s: %s (expected: a number from %s to %s)".formatted(name, text, least, most));
  }
}
