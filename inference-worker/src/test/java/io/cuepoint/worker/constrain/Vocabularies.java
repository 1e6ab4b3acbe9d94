package io.cuepoint.worker.constrain;

import io.cuepoint.worker.checkpoint.Checkpoint;
import io.cuepoint.worker.checkpoint.Tokenizer;
import io.cuepoint.worker.checkpoint.Vocabulary;
import io.cuepoint.worker.golden.Golden;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Vocabularies of test checkpoints. */
public final class Vocabularies {
  private static final Map<Path, TokenBytes> OPENED = new ConcurrentHashMap<>();

  private Vocabularies() {}

  /** One of 1,622 tokens, always there. */
  public static TokenBytes small() {
    return of(Golden.bundled().resolve("flat-tied"));
  }

  /** The published one of 151,665 tokens; a test without it is skipped and says so. */
  public static TokenBytes published() {
    return of(Golden.shared().resolve("published-vocabulary"));
  }

  /** A token's bytes, each as one character. */
  public static String bytes(Vocabulary vocabulary, int id) {
    StringBuilder bytes = new StringBuilder();
    for (int i = 0; i < vocabulary.length(id); i++) {
      bytes.append((char) vocabulary.at(id, i));
    }
    return bytes.toString();
  }

  /** The text that bytes, each as one character, are in UTF-8. */
  public static String text(String bytes) {
    return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }

  private static TokenBytes of(Path folder) {
    return OPENED.computeIfAbsent(folder, Vocabularies::open);
  }

  private static TokenBytes open(Path folder) {
    try (Tokenizer tokenizer = Checkpoint.open(folder).tokenizer()) {
      return TokenBytes.of(tokenizer);
    }
  }
}
