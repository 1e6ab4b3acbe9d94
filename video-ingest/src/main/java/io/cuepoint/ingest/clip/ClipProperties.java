package io.cuepoint.ingest.clip;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How clips are cut.
 *
 * @param window length of a clip; default 60 s
 * @param overlap what neighbours share; default 6 s
 * @param framesPerSecond rate of the grid; default 2
 * @param tokens budget of visual tokens for a whole window; default 8192
 * @param pictures single pictures at full resolution of a clip whose task asks them; default 4
 * @param picturePixels most pixels of each; default 1,003,520
 * @param quota clips that wait for a worker take no more than this, then ingest pauses; default 10
 *     GB
 */
@ConfigurationProperties("cuepoint.clip")
public record ClipProperties(
    @DefaultValue("60s") Duration window,
    @DefaultValue("6s") Duration overlap,
    @DefaultValue("2") double framesPerSecond,
    @DefaultValue("8192") int tokens,
    @DefaultValue("4") int pictures,
    @DefaultValue("1003520") int picturePixels,
    @DefaultValue("10GB") DataSize quota) {
  /** The reference makes no frame of a video smaller than 128 x 1.05 tokens. */
  private static final double MIN_TOKENS_A_PAIR = 128 * 1.05;

  /** What the reference gives a whole video at most. */
  private static final int MAX_TOKENS = 115_200;

  public ClipProperties {
    check(
        framesPerSecond > 0 && framesPerSecond <= 4,
        "frames-per-second",
        framesPerSecond,
        "> 0 and <= 4");
    check(pictures >= 1 && pictures <= 64, "pictures", pictures, "1 to 64");
    check(picturePixels >= 3136, "picture-pixels", picturePixels, ">= 3136");
    check(quota.toBytes() > 0, "quota", quota, "> 0");
    check(
        overlap.compareTo(window) < 0 && !overlap.isNegative(),
        "overlap",
        overlap,
        ">= 0 and < window");
    // vision features belong to pairs of frames: only whole pairs can be shared by neighbours
    double pairs = window.minus(overlap).toNanos() / 1e9 * framesPerSecond / 2;
    check(
        pairs >= 1 && pairs == Math.rint(pairs),
        "window less overlap",
        window.minus(overlap),
        "a whole number of frame pairs");
    int least = (int) Math.ceil(framesInAWindow(window, framesPerSecond) / 2 * MIN_TOKENS_A_PAIR);
    check(tokens >= least && tokens <= MAX_TOKENS, "tokens", tokens, least + " to " + MAX_TOKENS);
  }

  private static double framesInAWindow(Duration window, double framesPerSecond) {
    return window.toNanos() / 1e9 * framesPerSecond;
  }

  private static void check(boolean holds, String name, Object found, String expected) {
    if (!holds) {
      throw new IllegalArgumentException(
          "cuepoint.clip." + name + ": " + found + " (expected: " + expected + ")");
    }
  }
}
