package io.cuepoint.index.embed;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How descriptions become vectors.
 *
 * @param path folder with {@code model.onnx} and {@code tokenizer.json} of a sentence encoder (mean
 *     pooling); default the quantised all-MiniLM-L6-v2 (English) that is part of the program. To be
 *     the same in api and event-index
 * @param batch descriptions embedded between two writes
 */
@ConfigurationProperties("cuepoint.embedding")
public record EmbeddingProperties(@Nullable Path path, @DefaultValue("32") int batch) {
  public EmbeddingProperties {
    if (batch < 1 || batch > 1000) {
      throw new IllegalArgumentException(
          "cuepoint.embedding.batch: " + batch + " (expected: 1 to 1000)");
    }
  }
}
