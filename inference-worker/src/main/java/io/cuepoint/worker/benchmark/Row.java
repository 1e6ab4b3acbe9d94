package io.cuepoint.worker.benchmark;

import java.util.List;

/** Rows of the table. */
final class Row {
  static final String MAKE = "weights made, s";
  static final String LOAD = "load, s";
  static final String VISION_SMALL = "frame pair 224x420, s";
  static final String VISION = "frame pair 364x644, s";
  static final String PREFILL = "prefill, tokens/s";
  static final String PREFILL_LONG = "long prefill, tokens/s";
  static final String DECODE = "decode, tokens/s";
  static final String DECODE_LONG = "decode after a long past, tokens/s";
  static final String JAVA = "Java's share of decoding, %";
  static final String PEAK = "peak memory with mapped files, GB";
  static final String OWN = "memory without them, GB";
  static final String ERROR = "error of the scores, %";
  static final String AGREEMENT = "tokens as in f32, %";

  static final List<String> ALL =
      List.of(
          MAKE,
          LOAD,
          VISION_SMALL,
          VISION,
          PREFILL,
          PREFILL_LONG,
          DECODE,
          DECODE_LONG,
          JAVA,
          PEAK,
          OWN,
          ERROR,
          AGREEMENT);

  private Row() {}
}
