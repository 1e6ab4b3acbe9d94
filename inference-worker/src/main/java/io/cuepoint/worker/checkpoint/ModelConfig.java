package io.cuepoint.worker.checkpoint;

import java.util.Map;

/**
 * What {@code config.json} says, whatever its layout.
 *
 * @param layout {@code flat} or {@code nested}
 * @param tokenIds ids of control tokens as stated, by key ({@code video_token_id}...); keys that
 *     are not there are missing
 */
public record ModelConfig(
    String layout, VisionConfig vision, TextConfig text, Map<String, Integer> tokenIds) {
  public ModelConfig {
    tokenIds = Map.copyOf(tokenIds);
    Expect.that(
        "out_hidden_size",
        vision.outHidden(),
        vision.outHidden() == text.hidden(),
        "the text's hidden_size " + text.hidden());
  }
}
