package io.cuepoint.index.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AllMiniLmEmbedderTest {
  private final TextEmbedder embedder = new AllMiniLmEmbedder();

  @Test
  void likeMeaningsAreNearAndUnlikeOnesAreNot() {
    List<float[]> vectors =
        embedder.embed(
            List.of(
                "two cars crash at the crossing",
                "a vehicle accident",
                "the picture is black for two seconds"));

    assertThat(cosine(vectors.get(0), vectors.get(1))).isGreaterThan(0.5);
    assertThat(cosine(vectors.get(0), vectors.get(2))).isLessThan(0.25);
    assertThat(vectors).allSatisfy(v -> assertThat(v).hasSize(embedder.dimension()));
    assertThat(vectors).allSatisfy(v -> assertThat(cosine(v, v)).isCloseTo(1, within(1e-5)));
  }

  @Test
  void theSameTextHasTheSameVectorWhateverStandsBesideIt() {
    float[] alone = embedder.embed(List.of("a dog")).get(0);
    assertThat(embedder.embed(List.of("x", "a dog", "y")).get(1)).containsExactly(alone);
  }

  @Test
  void takesAnyText() {
    for (String text : List.of("x", "🤷", "。", "a".repeat(5000), "word ".repeat(3000))) {
      assertThat(embedder.embed(List.of(text))).hasSize(1);
    }
  }

  @Test
  void aFolderWithoutAModelIsRefused(@TempDir Path folder) {
    assertThatThrownBy(() -> new OnnxSentenceEmbedder(folder))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("model.onnx");
  }

  private static double cosine(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
