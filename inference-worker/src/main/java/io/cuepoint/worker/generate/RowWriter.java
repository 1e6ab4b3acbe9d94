package io.cuepoint.worker.generate;

import io.cuepoint.worker.engine.DecoderRows;
import io.cuepoint.worker.text.Prompt;
import io.cuepoint.worker.text.TextRotary;
import io.cuepoint.worker.text.TokenRows;

/** Writes what the decoder takes in for the tokens of a prompt about one medium. */
final class RowWriter {
  private final TokenRows rows;
  private final TextRotary rotary;
  private final Media media;

  RowWriter(TokenRows rows, TextRotary rotary, Media media) {
    this.rows = rows;
    this.rotary = rotary;
    this.media = media;
  }

  /** Refuses a prompt about something else. */
  void requireMedia(Prompt prompt) {
    if (prompt.media().size() != 1 || !prompt.media().get(0).grid().equals(media.grid())) {
      throw new GenerationException(
          "generate.media",
          "a prompt about %s (expected: one of %s)".formatted(prompt.media(), media.grid()));
    }
  }

  /** Of the tokens {@code from} to {@code to}, exclusive. */
  DecoderRows of(Prompt prompt, int from, int to) {
    return rows(prompt, from, to, rows.of(prompt, from, to, media.tokens()));
  }

  /** Of a token that was generated at {@code index}; a pad is then a token like any other. */
  DecoderRows generated(Prompt prompt, int id, int index) {
    return rows(prompt, index, index + 1, rows.of(id));
  }

  private DecoderRows rows(Prompt prompt, int from, int to, float[] embeddings) {
    float[] cos = new float[(to - from) * rotary.width()];
    float[] sin = new float[cos.length];
    rotary.fill(prompt.positions(), from, to, cos, sin);
    return new DecoderRows(to - from, embeddings, cos, sin);
  }
}
