package io.cuepoint.worker.quantize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BlockQuantizerTest {
  private static final int BLOCKS = 400;

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void roundsToEightBitsWithinHalfAStep(long seed) {
    Block block = new Block(32, 8);
    Random random = new Random(seed);
    for (int i = 0; i < BLOCKS; i++) {
      fill(block, random);
      float step = BlockQuantizer.eight(block);
      assertThat(worst(block, step)).isLessThanOrEqualTo(step * 0.5001f);
      assertThat(step * 127).isCloseTo(Math.abs(block.largest()), offset(1e-5f));
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void losesLessOfEachBlockInFourBitsThanTheUsualScaleWould(long seed) {
    assertThat(share(seed, 32, 1.0001, BlockQuantizer::four)).isLessThan(0.75);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void losesLessByPositiveScalesTooAndTheseFitIntoSixteenBits(long seed) {
    double share =
        share(
            seed,
            64,
            1.03,
            block -> {
              float scale = BlockQuantizer.fourByPositive(block);
              assertThat(scale).isPositive();
              assertThat(Float.floatToRawIntBits(scale) & 0xffff).isZero();
              assertThat(isNearest(block, scale)).isTrue();
              return scale;
            });
    assertThat(share).isLessThan(0.8);
  }

  @ParameterizedTest(name = "{0}, then {1}")
  @CsvSource({"7, -7", "-8, 6"})
  void meetsWholeNumbersExactly(float largest, float other) {
    Block block = new Block(4, 4);
    block.values()[1] = largest;
    block.values()[2] = other;
    assertThat(BlockQuantizer.fourByPositive(block)).isOne();
    assertThat(worst(block, 1)).isZero();
    assertThat(Math.abs(BlockQuantizer.four(block))).isOne();
  }

  @Test
  void takesZerosAndTheSmallestNumbers() {
    Block eight = new Block(32, 8);
    Block four = new Block(32, 4);
    for (float value : new float[] {0, Float.MIN_VALUE, -Float.MIN_NORMAL}) {
      eight.values()[3] = value;
      four.values()[3] = value;
      assertThat(worst(eight, BlockQuantizer.eight(eight))).isLessThan(1e-37f);
      assertThat(worst(four, BlockQuantizer.four(four))).isLessThan(1e-37f);
      float scale = BlockQuantizer.fourByPositive(four);
      assertThat(scale).isPositive();
      assertThat(worst(four, scale)).isLessThan(1e-37f);
    }
    assertThat(BlockQuantizer.fourByPositive(new Block(64, 4))).isOne();
  }

  /**
   * What is lost of random blocks, as a share of what the largest value over 7 would lose.
   *
   * @param most of one block
   */
  private static double share(long seed, int size, double most, ToDoubleFunction<Block> quantizer) {
    Block block = new Block(size, 4);
    Random random = new Random(seed);
    double all = 0;
    double usualAll = 0;
    for (int i = 0; i < BLOCKS; i++) {
      fill(block, random);
      double lost = lost(block, quantizer.applyAsDouble(block));
      float scale = Math.abs(block.largest()) / 7;
      block.round(scale);
      double usual = lost(block, scale);
      assertThat(lost).isLessThanOrEqualTo(usual * most);
      all += lost;
      usualAll += usual;
    }
    return all / usualAll;
  }

  private static double lost(Block block, double scale) {
    double lost = 0;
    for (int i = 0; i < block.size(); i++) {
      lost += Math.pow(block.number(i) * scale - block.values()[i], 2);
    }
    return lost;
  }

  private static float worst(Block block, float scale) {
    float worst = 0;
    for (int i = 0; i < block.size(); i++) {
      worst = Math.max(worst, Math.abs(block.number(i) * scale - block.values()[i]));
    }
    return worst;
  }

  /** Whether no other number of 4 bits is nearer to any value. */
  private static boolean isNearest(Block block, float scale) {
    for (int i = 0; i < block.size(); i++) {
      float nearest = Math.max(-8, Math.min(7, block.values()[i] / scale));
      if (Math.abs(nearest - block.number(i)) > 0.5001f) {
        return false;
      }
    }
    return true;
  }

  private static void fill(Block block, Random random) {
    for (int i = 0; i < block.size(); i++) {
      block.values()[i] = (float) random.nextGaussian();
    }
  }
}
