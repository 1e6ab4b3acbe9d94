package io.cuepoint.worker.console;

import io.cuepoint.queue.ContractJson;
import io.cuepoint.worker.checkpoint.VisionConfig;
import io.cuepoint.worker.text.MediaSpan;
import io.cuepoint.worker.vision.FramePairs;
import io.cuepoint.worker.vision.Grid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * One case of a golden folder: what was asked about which frames, and what the reference computed.
 *
 * @param expected the checkpoint's tensors
 * @param frames the frames' tensors
 */
record GoldenCase(
    String name, JsonNode stated, ReferenceTensors expected, ReferenceTensors frames) {
  private static final String SUFFIX = ".case.json";

  /** Reads {@code <checkpoint>/<case>.case.json} and the tensors it goes with. */
  static GoldenCase read(Path file) throws IOException {
    JsonNode stated = ContractJson.mapper().readTree(Files.readAllBytes(file));
    String name = String.valueOf(file.getFileName()).replace(SUFFIX, "");
    Path golden = file.resolveSibling("..").normalize();
    return new GoldenCase(
        name,
        stated,
        new ReferenceTensors(file.resolveSibling(name + ".expected.safetensors")),
        new ReferenceTensors(golden.resolve(stated.get("frames").asString() + ".safetensors")));
  }

  static boolean isCase(Path file) {
    return file.toString().endsWith(SUFFIX);
  }

  String question() {
    return stated.get("prompt").asString();
  }

  int ropeDelta() {
    return stated.get("rope_delta").intValue();
  }

  String decoded() {
    return stated.get("decoded").asString();
  }

  FramePairs pairs() {
    List<Long> shape = frames.shape("frames_resized");
    byte[] all = frames.bytes("frames_resized");
    int height = shape.get(1).intValue();
    int width = shape.get(2).intValue();
    int size = height * width * VisionConfig.CHANNELS;
    List<byte[]> each = new ArrayList<>();
    for (int from = 0; from < all.length; from += size) {
      each.add(Arrays.copyOfRange(all, from, from + size));
    }
    return new FramePairs(width, height, each);
  }

  /** The frames in time, by their rate or each at its own. */
  MediaSpan span(Grid grid, float tokensPerSecond) {
    if (stated.get("media").asString().equals("image")) {
      return MediaSpan.image(grid.height(), grid.width());
    }
    JsonNode seconds = stated.get("pair_seconds");
    if (seconds == null || seconds.isNull()) {
      return MediaSpan.even(grid, stated.get("second_per_grid").floatValue(), tokensPerSecond);
    }
    List<Double> times = new ArrayList<>();
    seconds.forEach(second -> times.add(second.doubleValue()));
    return MediaSpan.at(grid, times, tokensPerSecond);
  }
}
