package io.cuepoint.ingest.sample;

/**
 * Bounds of a pass.
 *
 * @param threads of the video decoder
 * @param maxPixels of a coded picture; a larger one counts as undecodable
 * @param maxSilentPackets video packets in a row without a frame after which the stream is given up
 */
public record PassOptions(int threads, long maxPixels, int maxSilentPackets) {
  /** 2 threads, 40 megapixels (more than 8K), 5,000 packets. */
  public static final PassOptions DEFAULT = new PassOptions(2, 40_000_000, 5_000);

  public PassOptions {
    if (threads < 1 || maxPixels < 1 || maxSilentPackets < 1) {
      throw new IllegalArgumentException(
          "pass: threads %d, maxPixels %d, maxSilentPackets %d (expected: all >= 1)"
              .formatted(threads, maxPixels, maxSilentPackets));
    }
  }
}
