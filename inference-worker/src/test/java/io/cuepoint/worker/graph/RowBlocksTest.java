package io.cuepoint.worker.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.cuepoint.worker.checkpoint.DType;
import io.cuepoint.worker.checkpoint.TensorRef;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowBlocksTest {
  @Test
  void cutsTheHeadOfA72BModelIntoBlocksThatABufferHolds() {
    long bytes = 152064L * 8192 * 2;
    TensorRef head =
        new TensorRef(
            "lm_head.weight", DType.BF16, List.of(152064L, 8192L), Path.of("x"), 77, bytes);
    List<TensorRef> blocks = RowBlocks.of(head, Integer.MAX_VALUE);
    assertThat(blocks).hasSize(2);
    long offset = 77;
    long rows = 0;
    for (TensorRef block : blocks) {
      assertThat(block.bytes()).isLessThanOrEqualTo(Integer.MAX_VALUE);
      assertThat(block.offset()).isEqualTo(offset);
      assertThat(block.bytes()).isEqualTo(block.shape().get(0) * 8192 * 2);
      offset += block.bytes();
      rows += block.shape().get(0);
    }
    assertThat(rows).isEqualTo(152064);
    assertThat(offset).isEqualTo(77 + bytes);
  }

  @Test
  void leavesWhatFitsAsItIs() {
    TensorRef small = new TensorRef("w", DType.F32, List.of(3L, 2L), Path.of("x"), 0, 24);
    assertThat(RowBlocks.of(small, 24)).containsExactly(small);
  }
}
