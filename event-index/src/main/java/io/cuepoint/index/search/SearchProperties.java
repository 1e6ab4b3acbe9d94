package io.cuepoint.index.search;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How search ranks.
 *
 * @param similarityFloor cosine below which a description does not count as near in meaning. 0.25:
 *     sentences about the same thing have 0.3 and more with all-MiniLM-L6-v2, unrelated ones about
 *     0 to 0.2
 * @param wordsDepth best matches by words that are ranked at most
 * @param meaningDepth best matches by meaning that are ranked at most
 * @param exactUpTo filtered events up to which pgvector compares each of them instead of walking
 *     its graph
 */
@ConfigurationProperties("cuepoint.search")
public record SearchProperties(
    @DefaultValue("0.25") double similarityFloor,
    @DefaultValue("1000") int wordsDepth,
    @DefaultValue("200") int meaningDepth,
    @DefaultValue("20000") int exactUpTo) {
  public SearchProperties {
    if (!(similarityFloor >= -1 && similarityFloor <= 1)) {
      throw new IllegalArgumentException(
          "cuepoint.search.similarity-floor: " + similarityFloor + " (expected: -1 to 1)");
    }
    if (wordsDepth < 1 || meaningDepth < 1 || meaningDepth > 1000 || exactUpTo < 0) {
      throw new IllegalArgumentException(
          "cuepoint.search: words-depth "
              + wordsDepth
              + ", meaning-depth "
              + meaningDepth
              + ", exact-up-to "
              + exactUpTo
              + " (expected: 1 or more, 1 to 1000, 0 or more)");
    }
  }
}
