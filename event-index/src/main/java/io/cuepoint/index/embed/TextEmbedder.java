package io.cuepoint.index.embed;

import java.util.List;

/** Turns sentences into vectors whose cosine tells how near their meanings are. Blocking. */
public interface TextEmbedder {
  /** Name and version of the model: vectors of different models never compare. */
  String model();

  /** How many numbers a vector has. */
  int dimension();

  /** A vector of length 1 for each of {@code texts}, in their order. */
  List<float[]> embed(List<String> texts);
}
