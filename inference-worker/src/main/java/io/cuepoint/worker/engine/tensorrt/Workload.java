package io.cuepoint.worker.engine.tensorrt;

/**
 * The most that a model on GPUs takes in at a time.
 *
 * @param positions of a cache
 * @param rows tokens of a prompt
 * @param batch sequences that take in a row each
 * @param patches of a frame pair
 */
public record Workload(int positions, int rows, int batch, int patches) {
  /** Rows of a run, whether of one sequence or of several. */
  int mostRows() {
    return Math.max(rows, batch);
  }
}
