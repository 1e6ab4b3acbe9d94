package io.cuepoint.index.embed;

import dev.langchain4j.model.embedding.EmbeddingModel;
import java.util.ArrayList;
import java.util.List;

/** What a model makes of texts, each vector of length 1. */
final class UnitVectors {
  private UnitVectors() {}

  static List<float[]> of(EmbeddingModel model, List<String> texts) {
    List<float[]> vectors = new ArrayList<>(texts.size());
    for (String text : texts) {
      vectors.add(normalized(model.embed(text).content().vector()));
    }
    return vectors;
  }

  private static float[] normalized(float[] vector) {
    double square = 0;
    for (float value : vector) {
      square += (double) value * value;
    }
    float length = (float) Math.sqrt(square);
    if (!(length > 0) || Float.isInfinite(length)) {
      throw new IllegalStateException("a vector of length " + length + " (expected: more than 0)");
    }
    float[] unit = new float[vector.length];
    for (int i = 0; i < vector.length; i++) {
      unit[i] = vector[i] / length;
    }
    return unit;
  }
}
