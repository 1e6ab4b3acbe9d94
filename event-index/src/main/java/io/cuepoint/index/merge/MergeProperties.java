package io.cuepoint.index.merge;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How reports become events.
 *
 * @param similarity cosine from which two descriptions say the same, above 0; 1: equal ones only
 */
@ConfigurationProperties("cuepoint.merge")
public record MergeProperties(@DefaultValue("0.85") double similarity) {
  public MergeProperties {
    if (!(similarity > 0 && similarity <= 1)) {
      throw new IllegalArgumentException(
          "cuepoint.merge.similarity: " + similarity + " (expected: > 0 and <= 1)");
    }
  }
}
