package io.cuepoint.worker.checkpoint;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Finds the control tokens and tells a tokenizer that belongs to another model. */
final class ControlTokenCheck {
  private static final String END_OF_TEXT = "<|endoftext|>";
  private static final String IM_START = "<|im_start|>";
  private static final String IM_END = "<|im_end|>";
  private static final String VISION_START = "<|vision_start|>";
  private static final String VISION_END = "<|vision_end|>";
  private static final String IMAGE_PAD = "<|image_pad|>";
  private static final String VIDEO_PAD = "<|video_pad|>";
  private static final List<String> NEEDED =
      List.of(END_OF_TEXT, IM_START, IM_END, VISION_START, VISION_END, IMAGE_PAD, VIDEO_PAD);

  private ControlTokenCheck() {}

  static ControlTokens of(TokenizerFile file, ModelConfig config) {
    Map<String, Integer> added = file.added();
    for (String token : NEEDED) {
      if (!added.containsKey(token)) {
        throw fault(token + " is in neither tokenizer.json nor tokenizer_config.json");
      }
    }
    stated()
        .forEach(
            (key, token) -> {
              Integer stated = config.tokenIds().get(key);
              if (stated != null && !stated.equals(added.get(token))) {
                throw fault(
                    "%s has id %d (expected: %d, %s of config.json): of another model?"
                        .formatted(token, added.get(token), stated, key));
              }
            });
    if (file.highestId() >= config.text().vocab()) {
      throw fault(
          "ids up to %d (expected: below vocab_size %d): of another model?"
              .formatted(file.highestId(), config.text().vocab()));
    }
    Set<Integer> all = new TreeSet<>(added.values());
    return new ControlTokens(
        id(added, END_OF_TEXT),
        id(added, IM_START),
        id(added, IM_END),
        id(added, VISION_START),
        id(added, VISION_END),
        id(added, IMAGE_PAD),
        id(added, VIDEO_PAD),
        all);
  }

  /** Every control token has to come out as the one id that it has. */
  static void requireWhole(TokenizerFile file, Function<String, int[]> encode) {
    for (String token : NEEDED) {
      int[] ids = encode.apply(token);
      if (ids.length != 1 || ids[0] != id(file.added(), token)) {
        throw fault(
            "%s becomes %s (expected: %d)"
                .formatted(token, Arrays.toString(ids), id(file.added(), token)));
      }
    }
  }

  private static Map<String, String> stated() {
    Map<String, String> stated = new LinkedHashMap<>();
    stated.put("vision_start_token_id", VISION_START);
    stated.put("vision_end_token_id", VISION_END);
    stated.put("image_token_id", IMAGE_PAD);
    stated.put("video_token_id", VIDEO_PAD);
    return stated;
  }

  private static int id(Map<String, Integer> added, String token) {
    return Objects.requireNonNull(added.get(token));
  }

  private static CheckpointException fault(String what) {
    return new CheckpointException("checkpoint.tokenizer", "tokenizer: " + what);
  }
}
