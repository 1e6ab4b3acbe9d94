package io.cuepoint.ingest.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cuepoint.contract.EventLocalized;
import io.cuepoint.ingest.sample.AudioBlock;
import io.cuepoint.ingest.sample.GreyFrame;
import io.cuepoint.ingest.sample.LostPlaceException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Detectors that take the place of others in the middle of a film. */
class SavedSignalsTest {
  /** What comes in one film, in order: {@link GreyFrame} and {@link AudioBlock}. */
  private final List<Object> given = new ArrayList<>();

  private final List<EventLocalized> events = new ArrayList<>();

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void findTheSameAsIfNothingHadHappened(long seed) throws Exception {
    play(seed);
    Signals undisturbed = signals();
    for (Object each : given) {
      give(undisturbed, each);
    }
    byte[] knownAtTheEnd = save(undisturbed);
    SignalReport report = undisturbed.end();
    List<EventLocalized> whole = List.copyOf(events);
    assertThat(whole.stream().map(EventLocalized::label).distinct())
        .contains("cut", "fade", "dissolve", "black", "motion", "silence", "loud");

    events.clear();
    Random random = new Random(seed);
    Signals now = signals();
    for (Object each : given) {
      if (random.nextInt(60) == 0) {
        Signals next = signals();
        next.goOn(new ByteArrayInputStream(save(now)));
        now = seen(next, each);
      }
      give(now, each);
    }
    assertThat(save(now)).isEqualTo(knownAtTheEnd);
    assertThat(now.end()).isEqualTo(report);
    assertThat(events).isEqualTo(whole);
  }

  @Test
  void goOnWithNoOtherPicturesThanThoseThatWereSeen() throws Exception {
    play(1);
    Signals before = signals();
    List<GreyFrame> frames = new ArrayList<>();
    for (Object each : given.subList(0, 400)) {
      give(before, each);
      if (each instanceof GreyFrame frame) {
        frames.add(frame);
      }
    }
    byte[] known = save(before);
    GreyFrame last = frames.get(frames.size() - 1);
    byte[] other = last.luma().clone();
    other[17] ^= 8;

    Signals after = signals();
    after.goOn(new ByteArrayInputStream(known));
    assertThat(after.hasSeen(frames.get(frames.size() - 3))).isTrue();
    assertThat(after.hasSeen(frames.get(frames.size() - 2))).isTrue();
    assertThatThrownBy(
            () ->
                after.hasSeen(
                    new GreyFrame(last.time(), last.end(), last.width(), last.height(), other)))
        .isInstanceOf(LostPlaceException.class)
        .hasMessageContaining("otherwise");

    Signals without = signals();
    without.goOn(new ByteArrayInputStream(known));
    assertThat(without.hasSeen(frames.get(frames.size() - 3))).isTrue();
    assertThatThrownBy(() -> without.hasSeen(last))
        .isInstanceOf(LostPlaceException.class)
        .hasMessageContaining("missing");
    assertThatThrownBy(
            () -> signals().goOn(new ByteArrayInputStream(Arrays.copyOf(known, known.length - 1))))
        .isInstanceOf(EOFException.class);
  }

  @Test
  void knowNoMoreOfALongFilm() throws Exception {
    Signals signals = signals();
    Film film = new Film(3, 25, false, 200);
    film.play(20);
    List<Integer> sizes = new ArrayList<>();
    film.show(
        frame -> {
          signals.see(frame);
          if (frame.time().micros() % 10_000_000 == 0) {
            sizes.add(save(signals).length);
          }
        });
    assertThat(sizes).hasSizeGreaterThan(1);
    assertThat(sizes.get(sizes.size() - 1)).isLessThan(700_000);
  }

  /** Pictures as they come again: the last three of before. */
  private Signals seen(Signals signals, Object next) throws IOException {
    int at = given.indexOf(next);
    List<GreyFrame> again = new ArrayList<>();
    for (int i = at - 1; i >= 0 && again.size() < 3; i--) {
      if (given.get(i) instanceof GreyFrame frame) {
        again.add(0, frame);
      }
    }
    for (GreyFrame frame : again) {
      assertThat(signals.hasSeen(frame)).isTrue();
    }
    return signals;
  }

  private static void give(Signals signals, Object each) throws IOException {
    if (each instanceof AudioBlock block) {
      signals.hear(block);
    } else if (each instanceof GreyFrame frame && !signals.hasSeen(frame)) {
      signals.see(frame);
    }
  }

  /** A film with all kinds of events and sound of its length, frame by frame beside each other. */
  private void play(long seed) {
    Film film = new Film(seed, 25, false, 80);
    film.play(3).cut().play(4).burst(1.5).play(2).dissolve(1).play(2).flash(0.05).play(2);
    film.fadeOut(1).black(1).fadeIn(1).play(3).cut().play(1).freeze(3).cut().play(4);
    List<GreyFrame> frames = new ArrayList<>();
    film.show(
        frame ->
            frames.add(
                new GreyFrame(
                    frame.time(),
                    frame.end(),
                    frame.width(),
                    frame.height(),
                    frame.luma().clone())));
    List<AudioBlock> blocks = new ArrayList<>();
    new SoundTrack(seed, 2)
        .tone(8, 440, -30)
        .tone(2, 440, -8)
        .tone(6, 300, -30)
        .tone(4, 300, -80)
        .tone(8, 200, -25)
        .play(
            block ->
                blocks.add(
                    new AudioBlock(
                        block.start(),
                        block.channels(),
                        block.frames(),
                        block.interleaved().clone())));
    int heard = 0;
    for (GreyFrame frame : frames) {
      given.add(frame);
      while (heard < blocks.size() && blocks.get(heard).start().isBefore(frame.time())) {
        given.add(blocks.get(heard++));
      }
    }
  }

  private Signals signals() {
    return new Signals(Detecting.VIDEO, true, true, Detecting.defaults(), events::add);
  }

  private static byte[] save(Signals signals) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      signals.save(out);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return out.toByteArray();
  }
}
