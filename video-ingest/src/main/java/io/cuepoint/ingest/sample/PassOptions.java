package io.cuepoint.ingest.sample;

/**
 * Bounds of a pass.
 *
 * @param threads of the video decoder
 * @param maxPixels of a coded picture; a larger one counts as undecodable
 * @param maxSilentPackets video packets in a row without a frame after which the stream is given up
 * @param maxWidth sampled frames that are wider as displayed are scaled down to it
 */
public record PassOptions(int threads, long maxPixels, int maxSilentPackets, int maxWidth) {
  /** 2 threads, 40 megapixels (more than 8K), 5,000 packets, frames as large as they are. */
  public static final PassOptions DEFAULT =
      new PassOptions(2, 40_000_000, 5_000, Integer.MAX_VALUE);

  public PassOptions {
    if (threads < 1 || maxPixels < 1 || maxSilentPackets < 1 || maxWidth < 1) {
      throw new IllegalArgumentException(
          "pass: threads %d, maxPixels %d, maxSilentPackets %d, maxWidth %d (expected: all >= 1)"
              .formatted(threads, maxPixels, maxSilentPackets, maxWidth));
    }
  }
}
