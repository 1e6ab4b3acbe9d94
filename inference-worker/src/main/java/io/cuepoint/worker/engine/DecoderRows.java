package io.cuepoint.worker.engine;

/** What the decoder takes in: one row a token. */
public final class DecoderRows {
  private final int count;
  private final float[] embeddings;
  private final float[] cos;
  private final float[] sin;

  /**
   * Keeps the arrays as they are.
   *
   * @param count rows, S
   * @param embeddings {@code [S, hidden]} f32
   * @param cos {@code [S, head / 2]} f32, of the rotary angles
   * @param sin likewise
   */
  public DecoderRows(int count, float[] embeddings, float[] cos, float[] sin) {
    if (count < 1
        || embeddings.length % count != 0
        || cos.length % count != 0
        || cos.length != sin.length) {
      throw new IllegalArgumentException(
          "%d rows of %d values, %d and %d angles (expected: whole rows)"
              .formatted(count, embeddings.length, cos.length, sin.length));
    }
    this.count = count;
    this.embeddings = embeddings;
    this.cos = cos;
    this.sin = sin;
  }

  public int count() {
    return count;
  }

  public float[] embeddings() {
    return embeddings;
  }

  public float[] cos() {
    return cos;
  }

  public float[] sin() {
    return sin;
  }
}
