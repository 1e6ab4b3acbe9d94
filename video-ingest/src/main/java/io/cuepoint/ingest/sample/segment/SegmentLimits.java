package io.cuepoint.ingest.sample.segment;

import io.cuepoint.contract.MediaTime;

/**
 * Bounds of a pass by segments.
 *
 * @param decoders segments decoded at a time, each by one thread
 * @param segmentBytes of the packets from one key frame to the next; a larger stretch is read in
 *     sequence
 * @param segmentLength likewise, by the times of its frames
 * @param packetBytes of all packets that wait or are decoded, one segment aside
 * @param pictureBytes of all pictures that wait for those before them, one aside
 */
public record SegmentLimits(
    int decoders, long segmentBytes, MediaTime segmentLength, long packetBytes, long pictureBytes) {
  private static final int MOST_DECODERS = 8;

  /** A decoder for each core, 8 at most; 64 MB or 20 s; 128 MB of packets and of pictures. */
  public static SegmentLimits usual() {
    int cores = Runtime.getRuntime().availableProcessors();
    return new SegmentLimits(
        Math.min(cores, MOST_DECODERS),
        64_000_000,
        MediaTime.ofSeconds(20),
        128_000_000,
        128_000_000);
  }

  public SegmentLimits {
    if (decoders < 1
        || segmentBytes < 1
        || segmentLength.micros() < 1
        || packetBytes < 1
        || pictureBytes < 1) {
      throw new IllegalArgumentException(
          "segments: decoders %d, segmentBytes %d, segmentLength %s, packetBytes %d, "
                  .formatted(decoders, segmentBytes, segmentLength, packetBytes)
              + "pictureBytes %d (expected: all above 0)".formatted(pictureBytes));
    }
  }
}
