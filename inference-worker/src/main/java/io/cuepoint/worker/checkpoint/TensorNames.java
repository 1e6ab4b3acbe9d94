package io.cuepoint.worker.checkpoint;

/**
 * The names of weights, independent of the layout: {@code visual.*}, {@code language_model.*},
 * {@code lm_head.weight}. As first published they are {@code visual.*}, {@code model.*}; since
 * transformers 4.52 {@code model.visual.*}, {@code model.language_model.*}; a saved backbone has
 * the names used here.
 */
final class TensorNames {
  static final String EMBEDDING = "language_model.embed_tokens.weight";
  static final String HEAD = "lm_head.weight";
  static final String LAYERS = "language_model.layers.";

  private static final String MODEL = "model.";
  private static final String VISION = "visual.";
  private static final String TEXT = "language_model.";

  private TensorNames() {}

  static String of(String stored) {
    if (!stored.startsWith(MODEL)) {
      return stored;
    }
    String rest = stored.substring(MODEL.length());
    return rest.startsWith(VISION) || rest.startsWith(TEXT) ? rest : TEXT + rest;
  }

  /** {@code old}, {@code new} or {@code bare}, told by the name of the embedding table. */
  static String layout(String storedEmbedding) {
    return switch (storedEmbedding) {
      case "model.embed_tokens.weight" -> "old";
      case "model.language_model.embed_tokens.weight" -> "new";
      default -> "bare";
    };
  }
}
