package io.cuepoint.index.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.cuepoint.index.WordsEmbedder;
import io.cuepoint.index.embed.AllMiniLmEmbedder;
import io.cuepoint.index.embed.TextEmbedder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MeaningTest {
  private static final Meaning MEANING =
      new EmbeddedMeaning(new AllMiniLmEmbedder(), new MergeProperties(0.85));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a blue circle rises from the bottom | a red circle rises from the bottom",
        "a blue circle rises from the bottom | a blue square rises from the bottom",
        "a white star moves from left to right | a white star moves from right to left",
        "a white star falls from the top | a white star rises from the bottom",
        "a purple circle grows | a purple circle blinks",
        "a yellow star appears and stays | a yellow star moves from left to right",
        "a red star grows | a blue star grows",
        "a man enters the room | a man leaves the room",
        "a person opens the door | a person closes the door",
        "a woman in a red coat walks past | a woman in a blue coat walks past",
        "two people shake hands | three people shake hands",
        "the car turns left | the car turns right",
        "the light turns on | the light turns off",
        "a man walks a dog | a woman walks a dog",
        "a dog runs | a cat runs",
        "a man picks up a box | a man puts down a box",
        "a truck stops at the gate | a truck passes the gate",
        "a goal is scored by the home team | a goal is scored by the away team",
        "a chef chops onions | a chef chops carrots",
        "smoke rises | a person waves",
      })
  void keepsDifferentThingsApart(String first, String second) {
    assertThat(MEANING.same(first, second)).isFalse();
    assertThat(MEANING.same(second, first)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a dog runs | A dog  runs.",
        "a dog runs | a dog runs by",
        "they play | they play on",
        "a person opens the door | someone opens the door",
        "a woman in a red coat walks past | a woman wearing a red coat walks by",
        "the car turns left | a car is turning left",
        "a man is speaking to the camera | a man talks to the camera",
        "the light turns on | the light is switched on",
        "a blue circle rises from the bottom | a blue circle moves up from the bottom",
        "a white star moves from left to right | a white star travels from left to right",
        "a chef chops onions | the chef is chopping onions on a board",
        "a child kicks a ball | a kid kicks the ball",
      })
  void joinsParaphrases(String first, String second) {
    assertThat(MEANING.same(first, second)).isTrue();
    assertThat(MEANING.same(second, first)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(classes = {IllegalStateException.class, UnsatisfiedLinkError.class})
  void equalTextCountsWhereTheEmbedderFails(Class<? extends Throwable> failure) {
    Meaning meaning = new EmbeddedMeaning(new BrokenEmbedder(failure), new MergeProperties(0.85));
    meaning.learn(List.of("a dog runs"));

    assertThat(meaning.same("a dog runs", "A dog runs!")).isTrue();
    assertThat(meaning.same("a dog runs", "a dog runs by")).isFalse();
  }

  private record BrokenEmbedder(Class<? extends Throwable> failure) implements TextEmbedder {
    @Override
    public String model() {
      return "broken";
    }

    @Override
    public int dimension() {
      return 64;
    }

    @Override
    public List<float[]> embed(List<String> texts) {
      if (failure == UnsatisfiedLinkError.class) {
        throw new UnsatisfiedLinkError("no library");
      }
      throw new IllegalStateException("no model");
    }
  }

  @Test
  void theThresholdDecides() {
    TextEmbedder words = new WordsEmbedder();
    String first = "one two three four";
    String second = "one two three five";
    assertThat(new EmbeddedMeaning(words, new MergeProperties(0.7)).same("w x y z", "w x y v"))
        .isTrue();
    assertThat(new EmbeddedMeaning(words, new MergeProperties(0.8)).same("w x y z", "w x y v"))
        .isFalse();
    assertThat(new EmbeddedMeaning(words, new MergeProperties(0.7)).same(first, second))
        .as("other numbers")
        .isFalse();
  }
}
