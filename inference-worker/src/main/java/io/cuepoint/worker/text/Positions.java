package io.cuepoint.worker.text;

import io.cuepoint.worker.checkpoint.ControlTokens;
import io.cuepoint.worker.vision.Grid;
import java.util.List;

/** Position ids of a prompt on three axes (spec 5.3) and of what is generated after it (5.4). */
public final class Positions {
  private final int[] time;
  private final int[] height;
  private final int[] width;
  private int next;

  private Positions(int length) {
    this.time = new int[length];
    this.height = new int[length];
    this.width = new int[length];
  }

  /** Of text alone: every token's index on every axis. */
  public static Positions ofText() {
    return new Positions(0);
  }

  static Positions of(int[] ids, List<MediaSpan> media, ControlTokens control) {
    Positions positions = new Positions(ids.length);
    int medium = 0;
    int i = 0;
    while (i < ids.length) {
      if (control.isPad(ids[i])) {
        MediaSpan span = span(media, medium++);
        requirePads(ids, i, span, control);
        i = positions.put(i, span);
      } else {
        positions.put(i++);
      }
    }
    if (medium != media.size()) {
      throw new PromptException(
          "prompt.media", medium + " runs of pads (expected: " + media.size() + ")");
    }
    return positions;
  }

  /** Number of tokens. */
  public int length() {
    return time.length;
  }

  /** Temporal position of the token at {@code index}, also of one that is generated. */
  public int time(int index) {
    return index < time.length ? time[index] : index + delta();
  }

  public int height(int index) {
    return index < height.length ? height[index] : index + delta();
  }

  public int width(int index) {
    return index < width.length ? width[index] : index + delta();
  }

  /** What is added to the index of a generated token to get its position on every axis. */
  public int delta() {
    return next - time.length;
  }

  private static MediaSpan span(List<MediaSpan> media, int index) {
    if (index == media.size()) {
      throw new PromptException(
          "prompt.media", "more runs of pads than videos and images: " + media.size());
    }
    return media.get(index);
  }

  private static void requirePads(int[] ids, int from, MediaSpan span, ControlTokens control) {
    int pad = span.video() ? control.videoPad() : control.imagePad();
    int count = 0;
    while (from + count < ids.length && ids[from + count] == pad) {
      count++;
    }
    if (count != span.grid().tokens()) {
      throw new PromptException(
          "prompt.media",
          "%d pads at %d (expected: %d for %s)"
              .formatted(count, from, span.grid().tokens(), span.grid()));
    }
  }

  private void put(int index) {
    time[index] = next;
    height[index] = next;
    width[index] = next;
    next++;
  }

  private int put(int from, MediaSpan span) {
    Grid grid = span.grid();
    int base = next;
    int i = from;
    for (int step : span.times()) {
      for (int row = 0; row < grid.cellRows(); row++) {
        for (int column = 0; column < grid.cellColumns(); column++) {
          time[i] = base + step;
          height[i] = base + row;
          width[i++] = base + column;
        }
      }
      next = Math.max(next, base + step + 1);
    }
    next = Math.max(next, base + Math.max(grid.cellRows(), grid.cellColumns()));
    return i;
  }
}
