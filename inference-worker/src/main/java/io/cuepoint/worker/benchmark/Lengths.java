package io.cuepoint.worker.benchmark;

/**
 * How much is measured.
 *
 * @param prompt tokens of a prompt
 * @param longPrompt likewise, in the quantised formats; 0 for none
 * @param past positions that decoding looks back on
 * @param longPast likewise
 * @param decoded tokens that are timed, the best of which counts
 * @param compared tokens whose scores are held against those of f32
 */
record Lengths(int prompt, int longPrompt, int past, int longPast, int decoded, int compared) {
  static final Lengths QUICK = new Lengths(512, 0, 512, 8000, 8, 8);
  static final Lengths USUAL = new Lengths(512, 4096, 512, 8000, 12, 256);
  static final Lengths TINY = new Lengths(32, 64, 32, 128, 3, 8);
}
