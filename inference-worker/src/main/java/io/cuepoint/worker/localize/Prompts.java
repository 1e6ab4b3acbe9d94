package io.cuepoint.worker.localize;

import io.cuepoint.queue.ContractJson;
import io.cuepoint.worker.checkpoint.CheckpointException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * The words in which a model is asked, and what it wants of its clips. In them {@code {query}} is
 * replaced by what the caller looks for, {@code {schema}} by a JSON Schema, {@code {width}} and
 * {@code {height}} by the picture's size in pixels.
 *
 * @param version part of the source of every event: other words are another source
 * @param dense asks for everything that happens
 * @param ground asks when {@code {query}} happens
 * @param extract asks to read a picture by {@code {schema}}; null where the model cannot
 * @param boxes asks where {@code {query}} is in a picture; null where the model cannot
 * @param clipSeconds longest clip that the model was trained for; null for no such bound
 * @param overlapSeconds what neighbours should share; null for the usual
 * @param rates frames a second that it was trained for, the usual one first; empty for any
 */
record Prompts(
    String version,
    String dense,
    String ground,
    @Nullable String extract,
    @Nullable String boxes,
    @Nullable Double clipSeconds,
    @Nullable Double overlapSeconds,
    List<Double> rates) {
  static final String FILE = "prompts.json";

  Prompts {
    rates = List.copyOf(rates);
    if (!version.matches("[A-Za-z0-9._-]{1,64}")) {
      throw new IllegalArgumentException(
          "version: '" + version + "' (expected: 1 to 64 letters, digits, '.', '_' or '-')");
    }
    if (!ground.contains("{query}")) {
      throw new IllegalArgumentException("ground: no {query} in it (expected: one)");
    }
  }

  /** Those of the file that is given, else the checkpoint's own, else Cuepoint's. */
  static Prompts of(@Nullable Path given, Path checkpoint) {
    Path own = checkpoint.resolve(FILE);
    try {
      if (given != null) {
        return read(given.toString(), Files.readAllBytes(given));
      }
      return Files.exists(own) ? read(own.toString(), Files.readAllBytes(own)) : standard();
    } catch (IOException e) {
      throw new CheckpointException("prompts.unreadable", "prompts: " + e, e);
    }
  }

  private static Prompts standard() throws IOException {
    try (InputStream in = Prompts.class.getResourceAsStream(FILE)) {
      return read(FILE, Objects.requireNonNull(in).readAllBytes());
    }
  }

  private static Prompts read(String name, byte[] bytes) {
    try {
      JsonNode json = ContractJson.mapper().readTree(bytes);
      List<Double> rates = new ArrayList<>();
      json.path("rates").forEach(rate -> rates.add(rate.asDouble()));
      return new Prompts(
          json.path("version").asString(""),
          required(json, "dense"),
          required(json, "ground"),
          text(json, "extract").orElse(null),
          text(json, "boxes").orElse(null),
          number(json, "max_clip_seconds"),
          number(json, "overlap_seconds"),
          rates);
    } catch (JacksonException | IllegalArgumentException e) {
      throw new CheckpointException("prompts.invalid", name + ": " + e.getMessage(), e);
    }
  }

  private static String required(JsonNode json, String key) {
    return text(json, key)
        .orElseThrow(() -> new IllegalArgumentException(key + ": missing (expected: text)"));
  }

  private static Optional<String> text(JsonNode json, String key) {
    return json.path(key).isString() ? Optional.of(json.get(key).asString()) : Optional.empty();
  }

  private static @Nullable Double number(JsonNode json, String key) {
    return json.path(key).isNumber() ? json.get(key).asDouble() : null;
  }
}
