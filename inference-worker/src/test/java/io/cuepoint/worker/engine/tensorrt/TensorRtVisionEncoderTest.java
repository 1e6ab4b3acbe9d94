package io.cuepoint.worker.engine.tensorrt;

import static org.assertj.core.api.Assertions.assertThat;

import io.cuepoint.worker.checkpoint.Checkpoint;
import io.cuepoint.worker.checkpoint.VisionConfig;
import io.cuepoint.worker.engine.VisionInput;
import io.cuepoint.worker.engine.WindowLayout;
import io.cuepoint.worker.golden.Golden;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TensorRtVisionEncoderTest {
  private static final int SMALL = 64;
  private static final int LARGE = 1024;

  private final VisionConfig config =
      Checkpoint.open(Golden.bundled().resolve("flat-tied")).config().vision();
  private final List<Integer> opened = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch building = new CountDownLatch(1);
  private final CountDownLatch built = new CountDownLatch(1);

  @Test
  void looksAtFramesOfAKnownClassWhileAnotherIsBuilt() throws Exception {
    try (TensorRtVisionEncoder encoder = new TensorRtVisionEncoder(config, 4096, this::open)) {
      float[] unused = encoder.encode(input(SMALL));
      List<CompletableFuture<float[]>> large =
          IntStream.range(0, 2)
              .mapToObj(i -> CompletableFuture.supplyAsync(() -> encoder.encode(input(LARGE))))
              .toList();
      building.await();
      assertThat(encoder.encode(input(SMALL))).hasSize(SMALL / 4 * config.outHidden());
      assertThat(large).noneMatch(CompletableFuture::isDone);
      built.countDown();
      for (CompletableFuture<float[]> each : large) {
        assertThat(each.get()).hasSize(LARGE / 4 * config.outHidden());
      }
      assertThat(opened).containsExactly(512, 1024);
    }
    assertThat(opened).containsExactlyInAnyOrder(512, 1024, -512, -1024);
  }

  private VisionProgram open(ResolutionClass size) {
    opened.add(size.patches());
    if (size.patches() > 512) {
      building.countDown();
      try {
        built.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
    return new VisionProgram() {
      @Override
      public float[] run(VisionStep step) {
        return new float[step.rows() / 4 * config.outHidden()];
      }

      @Override
      public void close() {
        opened.add(-size.patches());
      }
    };
  }

  private VisionInput input(int patches) {
    float[] angles = new float[patches * config.headDim() / 2];
    return new VisionInput(
        1,
        new float[patches * config.patchValues()],
        new WindowLayout(Collections.nCopies(patches / 64, 64), angles, angles));
  }
}
