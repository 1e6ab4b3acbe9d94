package io.cuepoint.worker.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cuepoint.worker.engine.TokenChoice;
import java.util.BitSet;
import org.junit.jupiter.api.Test;

class GreedyChoiceTest {
  @Test
  void takesTheFirstOfTheHighest() {
    assertThat(new GreedyChoice(4, 1).choose(new float[] {1, 3, 3, 2})).isEqualTo(1);
  }

  @Test
  void neverTakesARowThatIsNoToken() {
    assertThat(new GreedyChoice(2, 1).choose(new float[] {1, 2, 9, 9})).isEqualTo(1);
  }

  @Test
  void dividesAPositiveScoreThatWasSeenAndMultipliesANegativeOne() {
    GreedyChoice choice = new GreedyChoice(3, 2);
    choice.saw(0);
    choice.saw(0);
    assertThat(choice.choose(new float[] {4, 1.9f, 0})).isEqualTo(0);
    assertThat(choice.choose(new float[] {4, 2.1f, 0})).isEqualTo(1);
    assertThat(choice.choose(new float[] {-1, -1.9f, -3})).isEqualTo(1);
  }

  @Test
  void handsItsChoiceOnAsBits() {
    GreedyChoice choice = new GreedyChoice(70, 2);
    choice.saw(65);
    TokenChoice all = choice.amongAll();
    assertThat(BitSet.valueOf(all.allowed()).stream()).hasSize(70).contains(0, 69);
    assertThat(BitSet.valueOf(all.seen()).stream()).containsExactly(65);
    assertThat(all.penalty()).isEqualTo(2);
    assertThat(new GreedyChoice(64, 1).amongAll().allowed()).containsExactly(-1L);
    assertThat(new GreedyChoice(64, 1).amongAll().seen()).isEmpty();
  }

  @Test
  void refusesScoresThatAreNotNumbers() {
    assertThatThrownBy(() -> new GreedyChoice(2, 1).choose(new float[] {1, Float.NaN}))
        .isInstanceOf(GenerationException.class)
        .hasMessageContaining("token 1 is NaN");
  }
}
