package io.cuepoint.ingest.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cuepoint.contract.MediaTime;
import io.cuepoint.contract.Warning;
import io.cuepoint.ingest.demux.UnreadableMediaException;
import io.cuepoint.ingest.testclips.Painter;
import io.cuepoint.ingest.testclips.Sound;
import io.cuepoint.ingest.testclips.TestClip;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class MediaPassTest {
  @TempDir private static Path folder;
  private static Path clip;

  private final MediaPass pass = new MediaPass(PassOptions.DEFAULT);

  @BeforeAll
  static void makeClip() throws IOException {
    clip =
        TestClip.of(160, 90, 25, 4)
            .picture(Painter.moving())
            .sound(Sound.tone(440, 0.25))
            .write(folder.resolve("clip.mp4"));
  }

  @Test
  void givesSoundWithItsTimesAndLevel() throws Exception {
    double[] sum = new double[2];
    MediaTime[] expected = {null};
    pass.run(
        clip.toString(),
        2,
        new PassSink() {
          @Override
          public void audio(AudioBlock block) {
            if (expected[0] != null) {
              assertThat(block.start().microsUntil(expected[0])).isBetween(-50L, 50L);
            }
            expected[0] = block.end();
            for (int i = 0; i < block.frames() * block.channels(); i++) {
              sum[0] += block.interleaved()[i] * block.interleaved()[i];
              sum[1]++;
            }
          }
        });

    assertThat(Math.sqrt(sum[0] / sum[1])).isBetween(0.16, 0.19);
    assertThat(expected[0]).isBetween(MediaTime.ofSeconds(3.99), MediaTime.ofSeconds(4.03));
  }

  @Test
  void endsWhenItsThreadIsInterrupted() {
    Recording recording = new Recording(false);

    assertThatThrownBy(
            () ->
                pass.run(
                    clip.toString(),
                    2,
                    new PassSink() {
                      @Override
                      public void sample(SampledFrame frame) {
                        recording.sample(frame);
                        Thread.currentThread().interrupt();
                      }
                    }))
        .isInstanceOf(InterruptedException.class);
    assertThat(recording.samples).hasSize(1);
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void passesOnWhatItsSinkThrows() {
    IllegalStateException cause = new IllegalStateException("full");

    assertThatThrownBy(
            () ->
                pass.run(
                    clip.toString(),
                    2,
                    new PassSink() {
                      @Override
                      public void signal(GreyFrame frame) {
                        throw cause;
                      }
                    }))
        .isSameAs(cause);
  }

  @Test
  void tellsAMissingFileFromAnUnreadableOne() throws Exception {
    Path text = Files.writeString(folder.resolve("text.mp4"), "this is no video\n".repeat(99));

    assertThatThrownBy(
            () -> pass.run(folder.resolve("none.mp4").toString(), 2, new Recording(false)))
        .isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> pass.run(text.toString(), 2, new Recording(false)))
        .isInstanceOfSatisfying(
            UnreadableMediaException.class,
            e -> assertThat(e.code()).isEqualTo("video.unreadable"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "list.m3u8 | #EXTM3U\\n#EXT-X-TARGETDURATION:9\\n#EXTINF:4,\\n@\\n#EXT-X-ENDLIST\\n",
        "list.mp4  | #EXTM3U\\n#EXT-X-TARGETDURATION:9\\n#EXTINF:4,\\n@\\n#EXT-X-ENDLIST\\n",
        "list.txt  | ffconcat version 1.0\\nfile '@'\\n"
      })
  void opensNothingThatAFileNames(String name, String text) throws Exception {
    Path list =
        Files.writeString(
            folder.resolve(name), text.replace("\\n", "\n").replace("@", clip.toString()));

    assertThatThrownBy(() -> pass.run(list.toString(), 2, new Recording(false)))
        .isInstanceOf(UnreadableMediaException.class);
  }

  @Test
  void takesANameThatLooksLikeAProtocolForAName() throws Exception {
    Path odd = Files.copy(clip, folder.resolve("concat:a|b.mp4"));

    assertThat(pass.run(odd.toString(), 2, new Recording(false)).samples()).isEqualTo(8);
  }

  @Test
  void readsSoundAlone() throws Exception {
    Path sound =
        TestClip.of(2, 2, 1, 3)
            .noPicture()
            .sound(Sound.tone(300, 0.1))
            .write(folder.resolve("sound.m4a"));

    PassResult result = pass.run(sound.toString(), 2, new Recording(false));

    assertThat(result.videoEnd()).isNull();
    assertThat(result.duration()).isBetween(MediaTime.ofSeconds(2.99), MediaTime.ofSeconds(3.03));
  }

  @Test
  void refusesPicturesAboveItsLimit() throws Exception {
    MediaPass small = new MediaPass(new PassOptions(1, 160 * 90 - 1, 5_000, 1_000));
    Path silent = TestClip.of(160, 90, 25, 1).write(folder.resolve("silent.mp4"));

    assertThatThrownBy(() -> small.run(silent.toString(), 2, new Recording(false)))
        .isInstanceOfSatisfying(
            UnreadableMediaException.class, e -> assertThat(e.code()).isEqualTo("video.no-frames"));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, 241, Double.NaN})
  void refusesRatesThatMakeNoGrid(double rate) {
    assertThatThrownBy(() -> pass.run(clip.toString(), rate, new Recording(false)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected");
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void survivesDamagedFiles(long seed) throws Exception {
    Random random = new Random(seed);
    String ending = new String[] {"mp4", "mkv", "ts", "avi"}[random.nextInt(4)];
    Path whole =
        TestClip.of(96, 64, 25, 3)
            .codec(ending.equals("avi") ? "mpeg4" : "libopenh264")
            .sound(Sound.tone(500, 0.2))
            .write(folder.resolve("whole" + seed + "." + ending));
    for (int round = 0; round < 8; round++) {
      byte[] bytes = Files.readAllBytes(whole);
      for (int i = random.nextInt(60); i > 0; i--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      int length = random.nextBoolean() ? bytes.length : 1 + random.nextInt(bytes.length);
      Path damaged = folder.resolve("damaged" + seed + "-" + round);
      Files.write(damaged, java.util.Arrays.copyOf(bytes, length));
      Recording recording = new Recording(false);
      try {
        PassResult result = pass.run(damaged.toString(), 2, recording);
        assertThat(result.samples()).isEqualTo(recording.samples.size());
        assertThat(result.warnings()).extracting(Warning::code).doesNotContainNull();
        assertThat(recording.frames).isSorted();
      } catch (UnreadableMediaException e) {
        assertThat(e.code()).startsWith("video.");
      }
    }
  }
}
