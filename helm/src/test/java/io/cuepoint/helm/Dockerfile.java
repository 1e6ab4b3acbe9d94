package io.cuepoint.helm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A Dockerfile, read line by line: comments gone, continued lines joined, defaults of ARG filled
 * in.
 */
record Dockerfile(Path path, List<Instruction> instructions) {
  /** The repository's root, which the images are built from. */
  static final Path CONTEXT = Path.of("..").toAbsolutePath().normalize();

  /**
   * One instruction.
   *
   * @param name in upper case
   * @param text what follows
   */
  record Instruction(String name, String text) {
    List<String> words() {
      return List.of(text.trim().split("\\s+"));
    }
  }

  /** All of {@code images}. */
  static List<Dockerfile> all() throws IOException {
    List<Dockerfile> all = new ArrayList<>();
    try (Stream<Path> files = Files.walk(Path.of("images"))) {
      for (Path file : files.filter(each -> each.endsWith("Dockerfile")).sorted().toList()) {
        all.add(read(file));
      }
    }
    return all;
  }

  static Dockerfile read(Path file) throws IOException {
    Map<String, String> arguments = new HashMap<>();
    List<Instruction> instructions = new ArrayList<>();
    StringBuilder open = new StringBuilder();
    for (String line : Files.readAllLines(file)) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      boolean goesOn = line.endsWith("\\");
      open.append(goesOn ? line.substring(0, line.length() - 1) : line).append(' ');
      if (goesOn) {
        continue;
      }
      String[] parts = open.toString().strip().split("\\s+", 2);
      open.setLength(0);
      String text = parts.length < 2 ? "" : parts[1];
      for (Map.Entry<String, String> argument : arguments.entrySet()) {
        text = text.replace("${" + argument.getKey() + "}", argument.getValue());
      }
      String name = parts[0].toUpperCase(Locale.ROOT);
      if (name.equals("ARG") && text.contains("=")) {
        arguments.put(text.substring(0, text.indexOf('=')), text.substring(text.indexOf('=') + 1));
      }
      instructions.add(new Instruction(name, text));
    }
    return new Dockerfile(file, instructions);
  }

  List<Instruction> all(String name) {
    return instructions.stream().filter(each -> each.name().equals(name)).toList();
  }

  /** What the image itself is made by: the instructions after the last FROM. */
  List<Instruction> image(String name) {
    int last = instructions.lastIndexOf(all("FROM").get(all("FROM").size() - 1));
    return instructions.subList(last, instructions.size()).stream()
        .filter(each -> each.name().equals(name))
        .toList();
  }
}
