package io.cuepoint.worker.engine.onnxruntime;

import io.cuepoint.worker.checkpoint.ModelConfig;
import io.cuepoint.worker.checkpoint.TextConfig;

/**
 * What one clip takes beside the weights: the cache of 8,192 tokens, and a run of the decoder over
 * 512 rows or of the vision tower over 4 frame pairs of 1,024 patches, whichever takes more.
 */
final class WorkingRoom {
  private static final int POSITIONS = 8192;
  private static final int ROWS = 512;
  private static final int STEPS = 4;
  private static final int PATCHES = 1024;

  private WorkingRoom() {}

  static long of(ModelConfig config) {
    TextConfig text = config.text();
    int side = config.vision().windowCells() * config.vision().merge();
    int largest = side * side;
    int windows = (PATCHES + largest - 1) / largest;
    return POSITIONS * text.kvBytesPerToken(Float.BYTES)
        + Math.max(
            OnnxDecoder.workingBytes(text, ROWS, POSITIONS) + OnnxDecoder.wideningBytes(text),
            OnnxVisionEncoder.workingBytes(config.vision(), STEPS, PATCHES, windows, largest));
  }
}
