package io.cuepoint.worker.golden;

import io.cuepoint.worker.checkpoint.Checkpoint;
import io.cuepoint.worker.checkpoint.VisionConfig;
import io.cuepoint.worker.text.MediaSpan;
import io.cuepoint.worker.vision.FramePairs;
import io.cuepoint.worker.vision.Grid;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One question about one medium, asked of one checkpoint. */
public record GoldenCase(Path folder, String checkpoint, String name) {
  public Checkpoint open() {
    return Checkpoint.open(folder.resolve(checkpoint));
  }

  /** What is said of the case: prompt, grid, times. */
  public JsonNode json() {
    return json(folder.resolve(checkpoint).resolve(name + ".case.json"));
  }

  /** What the reference computed. */
  public Tensors expected() {
    return new Tensors(folder.resolve(checkpoint).resolve(name + ".expected.safetensors"));
  }

  /** Frames, patches and windows. */
  public Tensors frames() {
    return new Tensors(folder.resolve("frames").resolve(name + ".safetensors"));
  }

  public Grid grid() {
    JsonNode grid = json().get("grid_thw");
    return new Grid(grid.get(0).asInt(), grid.get(1).asInt(), grid.get(2).asInt());
  }

  /** The medium with its times, as the case states them. */
  public MediaSpan medium(VisionConfig config) {
    JsonNode json = json();
    if (json.get("media").asString().equals("image")) {
      return MediaSpan.image(grid().height(), grid().width());
    }
    if (json.path("pair_seconds").isArray()) {
      List<Double> seconds = new ArrayList<>();
      json.get("pair_seconds").forEach(second -> seconds.add(second.asDouble()));
      return MediaSpan.at(grid(), seconds, config.tokensPerSecond());
    }
    float step = (float) json.get("second_per_grid").asDouble();
    return MediaSpan.even(grid(), step, config.tokensPerSecond());
  }

  /** The frames as the vision tower sees them. */
  public FramePairs pairs() {
    byte[] all = frames().bytes("frames_resized");
    List<Long> shape = frames().shape("frames_resized");
    int size = all.length / Math.toIntExact(shape.get(0));
    List<byte[]> frames = new ArrayList<>();
    for (int from = 0; from < all.length; from += size) {
      frames.add(Arrays.copyOfRange(all, from, from + size));
    }
    return new FramePairs(Math.toIntExact(shape.get(2)), Math.toIntExact(shape.get(1)), frames);
  }

  @Override
  public String toString() {
    return checkpoint + "/" + name;
  }

  /** A file of the folder as JSON. */
  public static JsonNode json(Path file) {
    try {
      return JsonMapper.shared().readTree(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
