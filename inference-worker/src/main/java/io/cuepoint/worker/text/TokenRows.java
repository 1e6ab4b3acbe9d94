package io.cuepoint.worker.text;

import io.cuepoint.worker.checkpoint.RowTable;

/**
 * The decoder's input rows {@code [tokens, hidden]} f32: text from the embedding table, read in
 * place, and what the vision tower gave where pads stand.
 */
public final class TokenRows {
  private final RowTable table;

  public TokenRows(RowTable table) {
    this.table = table;
  }

  /** Values of a row. */
  public int width() {
    return table.width();
  }

  /** The row of one id. */
  public float[] of(int id) {
    float[] row = new float[table.width()];
    table.read(id, row, 0);
    return row;
  }

  /**
   * The rows {@code from} to {@code to}, exclusive, of a prompt.
   *
   * @param media {@code [media tokens, hidden]}: all of the prompt's videos and images in order,
   *     each in raster order
   */
  public float[] of(Prompt prompt, int from, int to, float[] media) {
    int width = table.width();
    if (media.length != (long) prompt.mediaTokens() * width) {
      throw new IllegalArgumentException(
          "%d media values (expected: %d rows of %d)"
              .formatted(media.length, prompt.mediaTokens(), width));
    }
    float[] rows = new float[Math.multiplyExact(to - from, width)];
    int medium = 0;
    for (int i = 0; i < to; i++) {
      boolean pad = prompt.isPad(i);
      if (i >= from && pad) {
        System.arraycopy(media, medium * width, rows, (i - from) * width, width);
      } else if (i >= from) {
        table.read(prompt.id(i), rows, (i - from) * width);
      }
      medium += pad ? 1 : 0;
    }
    return rows;
  }
}
