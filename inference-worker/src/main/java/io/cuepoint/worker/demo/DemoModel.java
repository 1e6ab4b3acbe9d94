package io.cuepoint.worker.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;

/**
 * A trained Qwen2.5-VL of one million parameters. It knows coloured shapes on still backgrounds
 * that move, fall, rise, appear, grow or blink, and nothing else: it may look at its own films
 * alone.
 */
public final class DemoModel {
  private static final List<String> FILES =
      List.of(
          "config.json",
          "generation_config.json",
          "model.safetensors",
          "preprocessor_config.json",
          "prompts.json",
          "tokenizer.json",
          "tokenizer_config.json");

  private DemoModel() {}

  /**
   * Lays the checkpoint's files where they can be mapped into memory.
   *
   * @param parent in which its folder is made, unless it is there
   */
  public static Path unpack(Path parent) {
    Path folder = parent.resolve("nano");
    try {
      Files.createDirectories(folder);
      for (String name : FILES) {
        byte[] bytes = bytes(name);
        Path file = folder.resolve(name);
        if (!Files.exists(file) || Files.size(file) != bytes.length) {
          Path part = Files.createTempFile(folder, name, ".part");
          Files.write(part, bytes);
          Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        }
      }
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException("the demo model cannot be laid into " + folder, e);
    }
  }

  /** SHA-256 of the films that it may look at, lower-case hex. */
  public static List<String> films() {
    try {
      return new String(bytes("films.sha256"), StandardCharsets.US_ASCII)
          .lines()
          .map(line -> line.substring(0, line.indexOf(' ')))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] bytes(String name) throws IOException {
    try (InputStream in = DemoModel.class.getResourceAsStream(name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    }
  }
}
