package io.cuepoint.ingest.signal;

import static org.assertj.core.api.Assertions.assertThat;

import io.cuepoint.contract.EventLocalized;
import io.cuepoint.ingest.sample.AudioBlock;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The detectors of sound against known truth; replay one with {@code -Dseed=}. */
class GeneratedSoundTest {
  private static final int PIECES = 8;

  @Test
  void findsSilenceAndLoudPassagesAtTheirPlace() {
    Score silence = new Score("silence", 0.05, 0);
    Score loud = new Score("loud", 0.25, 0);
    Long seed = Long.getLong("seed");
    for (long each = seed == null ? 1 : seed; each <= (seed == null ? PIECES : seed); each++) {
      SoundTrack sound = piece(each);
      List<EventLocalized> found = Detecting.inSound(sound::play);
      silence.add("seed " + each, sound.truths(), found);
      loud.add("seed " + each, sound.truths(), found);
    }
    assertThat(silence.f1()).as(silence::toString).isGreaterThanOrEqualTo(0.95);
    assertThat(loud.f1()).as(loud::toString).isGreaterThanOrEqualTo(0.95);
    assertThat(seed != null || Math.min(silence.truths(), loud.truths()) >= 10).isTrue();
  }

  @Test
  void measuresWhatTheEuropeanBroadcastersSayThatItIs() {
    // EBU Tech 3341, cases 1 and 2: a stereo sine of 1 kHz at -23 dBFS has -23 LUFS
    assertThat(loudness(new SoundTrack(1, 2).tone(5, 1000, -23))).isBetween(-23.1, -22.9);
    assertThat(loudness(new SoundTrack(1, 2).tone(5, 1000, -33))).isBetween(-33.1, -32.9);
    // BS.1770: a sine of 997 Hz at full scale in one channel has -3.01 LUFS
    assertThat(loudness(new SoundTrack(1, 1).tone(5, 997, 0))).isBetween(-3.11, -2.91);
    // the high pass: 30 Hz counts for much less
    assertThat(loudness(new SoundTrack(1, 1).tone(5, 30, 0))).isLessThan(-10);
  }

  @Test
  void doesNotTakeForSilenceWhatIsMissing() {
    SoundTrack sound = new SoundTrack(1, 1).tone(2, 440, -20).noise(1, -90).tone(2, 440, -20);
    List<EventLocalized> found =
        Detecting.inSound(
            sink ->
                sound.play(
                    block -> {
                      if (block.start().micros() < 2_500_000) {
                        sink.accept(block);
                      } else {
                        sink.accept(
                            new AudioBlock(
                                block.start().plusMicros(3_000_000),
                                block.channels(),
                                block.frames(),
                                block.interleaved()));
                      }
                    }));
    assertThat(found).isEmpty();
  }

  private static double loudness(SoundTrack sound) {
    GatedLoudness integrated = new GatedLoudness(1e9);
    SoundMeter meter = new SoundMeter(hop -> integrated.add(hop.weighted(), 0.02));
    sound.play(meter::hear);
    return integrated.lufs();
  }

  /** Talk at about -26 LUFS, broken by silence and by what is 11 to 18 LU louder. */
  private static SoundTrack piece(long seed) {
    SoundTrack sound = new SoundTrack(seed, 1 + (int) (seed % 2));
    Random random = sound.random();
    talk(sound, random, 6);
    while (sound.clock() < 90) {
      double start = sound.clock();
      double seconds = 0.5 + 4 * random.nextDouble();
      switch (random.nextInt(3)) {
        case 0 -> {
          sound.noise(1.6 + seconds, -62 - 30 * random.nextDouble());
          sound.expect("silence", start, sound.clock());
        }
        case 1 -> {
          sound.tone(seconds, 300 + random.nextInt(3000), -9 + 4 * random.nextDouble());
          sound.expect("loud", start, sound.clock());
        }
        default -> sound.noise(0.3 + 0.8 * random.nextDouble(), -70);
      }
      talk(sound, random, 2 + 4 * random.nextDouble());
    }
    return sound;
  }

  private static void talk(SoundTrack sound, Random random, double seconds) {
    double end = sound.clock() + seconds;
    while (sound.clock() < end) {
      double level = -26 + 5 * random.nextDouble();
      if (random.nextBoolean()) {
        sound.tone(0.05 + 0.3 * random.nextDouble(), 120 + random.nextInt(1500), level);
      } else {
        sound.noise(0.05 + 0.2 * random.nextDouble(), level);
      }
    }
  }
}
