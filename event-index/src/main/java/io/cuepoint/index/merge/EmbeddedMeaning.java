package io.cuepoint.index.merge;

import io.cuepoint.index.embed.TextEmbedder;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@link Meaning} by the cosine of sentence embeddings, where no {@link Contrast} speaks against
 * it. What the embedder can make nothing of means the same as equal text only. The last {@value
 * #KEPT} descriptions are kept.
 */
public final class EmbeddedMeaning implements Meaning {
  private static final Logger log = LoggerFactory.getLogger(EmbeddedMeaning.class);

  /** About 2 KB each with 384 numbers. */
  private static final int KEPT = 4096;

  private final TextEmbedder embedder;
  private final double similarity;
  private final Map<String, Sense> senses =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Sense> eldest) {
          return size() > KEPT;
        }
      };

  public EmbeddedMeaning(TextEmbedder embedder, MergeProperties properties) {
    this.embedder = embedder;
    this.similarity = properties.similarity();
  }

  @Override
  public boolean same(String first, String second) {
    if (first.equals(second)) {
      return true;
    }
    Sense one = sense(Wording.of(first));
    Sense other = sense(Wording.of(second));
    if (one.wording().equals(other.wording())) {
      return true;
    }
    return !Contrast.between(one.contrasts(), other.contrasts())
        && cosine(one.vector(), other.vector()) >= similarity;
  }

  @Override
  public void learn(Collection<String> descriptions) {
    descriptions.forEach(description -> sense(Wording.of(description)));
  }

  private Sense sense(String wording) {
    synchronized (senses) {
      Sense known = senses.get(wording);
      if (known != null) {
        return known;
      }
    }
    // two threads may do the same: that costs less than one waiting for the other
    Sense sense = new Sense(wording, Contrast.of(wording), vector(wording));
    synchronized (senses) {
      senses.put(wording, sense);
    }
    return sense;
  }

  private float @Nullable [] vector(String wording) {
    try {
      return embedder.embed(List.of(wording)).get(0);
    } catch (RuntimeException | LinkageError e) {
      // a native library that cannot be loaded is a LinkageError
      log.warn("a description cannot be embedded, only equal ones join it: {}", e.toString());
      return null;
    }
  }

  private static double cosine(float @Nullable [] a, float @Nullable [] b) {
    if (a == null || b == null) {
      return -1;
    }
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }

  /** What is known of a description; {@code vector} is null where the embedder failed. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Sense(
      String wording, Map<Integer, List<String>> contrasts, float @Nullable [] vector) {}
}
