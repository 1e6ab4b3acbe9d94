package io.cuepoint.worker.checkpoint;

import java.util.Set;

/**
 * Ids of the tokens that steer the model; those of this checkpoint, none is assumed.
 *
 * @param endOfText {@code <|endoftext|>}
 * @param imStart {@code <|im_start|>}
 * @param imEnd {@code <|im_end|>}
 * @param visionStart {@code <|vision_start|>}
 * @param visionEnd {@code <|vision_end|>}
 * @param imagePad {@code <|image_pad|>}, stands for one token of an image
 * @param videoPad {@code <|video_pad|>}, stands for one token of a video
 * @param all every id that is no piece of text, these included
 */
public record ControlTokens(
    int endOfText,
    int imStart,
    int imEnd,
    int visionStart,
    int visionEnd,
    int imagePad,
    int videoPad,
    Set<Integer> all) {
  public ControlTokens {
    all = Set.copyOf(all);
  }

  /** Whether {@code id} stands for a token of the vision tower. */
  public boolean isPad(int id) {
    return id == imagePad || id == videoPad;
  }
}
