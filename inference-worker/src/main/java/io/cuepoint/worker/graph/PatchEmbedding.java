package io.cuepoint.worker.graph;

import io.cuepoint.worker.checkpoint.TensorRef;
import io.cuepoint.worker.checkpoint.VisionConfig;
import io.cuepoint.worker.checkpoint.Weights;
import java.util.List;

/** The convolution over a whole patch, as a product with its weights in a row (spec 4.1). */
final class PatchEmbedding {
  private PatchEmbedding() {}

  /** The kernel as a matrix {@code [hidden, values of a patch]}. */
  static TensorRef of(VisionConfig config, Weights weights) {
    TensorRef kernel =
        weights.get(
            "visual.patch_embed.proj.weight",
            config.hidden(),
            VisionConfig.CHANNELS,
            config.temporalPatch(),
            config.patch(),
            config.patch());
    return new TensorRef(
        kernel.name(),
        kernel.type(),
        List.of((long) config.hidden(), (long) config.patchValues()),
        kernel.file(),
        kernel.offset(),
        kernel.bytes());
  }
}
