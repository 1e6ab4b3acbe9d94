package io.cuepoint.worker.text;

import io.cuepoint.worker.checkpoint.ControlTokens;
import io.cuepoint.worker.vision.Grid;
import java.util.Arrays;
import java.util.List;

/** The ids of a question with its media's places held by pads, and the position of each. */
public final class Prompt {
  private final int[] ids;
  private final List<MediaSpan> media;
  private final ControlTokens control;
  private final Positions positions;

  private Prompt(int[] ids, List<MediaSpan> media, ControlTokens control) {
    this.ids = ids;
    this.media = List.copyOf(media);
    this.control = control;
    this.positions = Positions.of(ids, this.media, control);
  }

  /**
   * A prompt whose pads are expanded.
   *
   * @throws PromptException when the pads do not match the media
   */
  static Prompt of(int[] ids, List<MediaSpan> media, ControlTokens control) {
    return new Prompt(ids, media, control);
  }

  /** Number of tokens. */
  public int length() {
    return ids.length;
  }

  /** The ids, as a copy. */
  public int[] ids() {
    return ids.clone();
  }

  public int id(int index) {
    return ids[index];
  }

  public Positions positions() {
    return positions;
  }

  /** Videos and images in order of appearance. */
  public List<MediaSpan> media() {
    return media;
  }

  /** Whether a row of the vision tower stands at {@code index}. */
  public boolean isPad(int index) {
    return control.isPad(ids[index]);
  }

  /** Rows that the vision tower has to give. */
  public int mediaTokens() {
    return media.stream().map(MediaSpan::grid).mapToInt(Grid::tokens).sum();
  }

  /** How many tokens from the start are the same as in {@code other}; of one clip's pads. */
  public int commonPrefix(Prompt other) {
    if (!media.equals(other.media)) {
      return 0;
    }
    int mismatch = Arrays.mismatch(ids, other.ids);
    return mismatch < 0 ? ids.length : mismatch;
  }

  /**
   * Refuses a prompt that leaves no room for the answer.
   *
   * @param answer tokens
   * @param context tokens in all
   */
  public void requireWithin(int answer, int context) {
    if ((long) ids.length + answer > context) {
      throw new PromptException(
          "prompt.too-long",
          "%d tokens of prompt, of them %d of video or image, and %d of answer (expected: at most %d in all)"
              .formatted(ids.length, mediaTokens(), answer, context));
    }
  }
}
