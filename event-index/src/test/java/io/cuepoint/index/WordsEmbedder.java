package io.cuepoint.index;

import io.cuepoint.index.embed.TextEmbedder;
import java.util.List;
import java.util.Locale;

/** Sentences are alike as far as they share words: quick, and known beforehand. */
public final class WordsEmbedder implements TextEmbedder {
  private final String model;
  private final int dimension;

  public WordsEmbedder() {
    this("words", 64);
  }

  public WordsEmbedder(String model, int dimension) {
    this.model = model;
    this.dimension = dimension;
  }

  @Override
  public String model() {
    return model;
  }

  @Override
  public int dimension() {
    return dimension;
  }

  @Override
  public List<float[]> embed(List<String> texts) {
    return texts.stream().map(this::vector).toList();
  }

  private float[] vector(String text) {
    float[] vector = new float[dimension];
    for (String word : text.toLowerCase(Locale.ROOT).split("\\W+", -1)) {
      vector[Math.floorMod(word.hashCode(), dimension)] += 1;
    }
    double square = 0;
    for (float value : vector) {
      square += value * value;
    }
    for (int i = 0; i < dimension; i++) {
      vector[i] /= (float) Math.sqrt(square);
    }
    return vector;
  }
}
