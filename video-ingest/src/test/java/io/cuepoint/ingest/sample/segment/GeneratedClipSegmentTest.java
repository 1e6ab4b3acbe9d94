package io.cuepoint.ingest.sample.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cuepoint.contract.MediaTime;
import io.cuepoint.contract.TimeSpan;
import io.cuepoint.ingest.demux.UnreadableMediaException;
import io.cuepoint.ingest.sample.PassOptions;
import io.cuepoint.ingest.sample.PassSink;
import io.cuepoint.ingest.sample.SampledFrame;
import io.cuepoint.ingest.sample.TargetGrid;
import io.cuepoint.ingest.testclips.Painter;
import io.cuepoint.ingest.testclips.Sound;
import io.cuepoint.ingest.testclips.TestClip;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class GeneratedClipSegmentTest {
  private static final double SECONDS = 40;

  @TempDir private static Path folder;
  private static String film;
  private static Taken filmInSequence;

  @BeforeAll
  static void makeFilm() throws Exception {
    film = write("film.mp4", clip("libopenh264", 25, 0).sound(Sound.tone(440, 0.1)));
    filmInSequence = Taken.inSequence(film, 4);
  }

  private static TestClip clip(String codec, int keyFrameEvery, int betweenFrames) {
    return TestClip.of(160, 96, 12, SECONDS)
        .codec(codec)
        .picture(Painter.moving(3))
        .keyFrameEvery(keyFrameEvery)
        .betweenFrames(betweenFrames);
  }

  private static String write(String name, TestClip clip) throws IOException {
    return clip.write(folder.resolve(name)).toString();
  }

  @ParameterizedTest(name = "{0} {1} a key frame every {2}, {3} B-frames")
  @CsvSource({
    "libopenh264, mkv, 30, 0",
    "libopenh264, ts, 12, 0",
    "mpeg4, mp4, 24, 2",
    "mpeg2video, mkv, 15, 2",
    "libvpx-vp9, webm, 48, 0",
    "mjpeg, mkv, 1, 0"
  })
  void givesTheSameFramesAsInSequence(
      String codec, String ending, int keyFrameEvery, int betweenFrames) throws Exception {
    String file = write("clip-" + codec + "." + ending, clip(codec, keyFrameEvery, betweenFrames));

    Taken sequence = Taken.inSequence(file, 2);
    Taken all = Taken.bySegments(file, 2);

    assertThat(all.sequentialBecause).isNull();
    assertThat(all.frames).isEqualTo(sequence.frames).hasSizeGreaterThanOrEqualTo(79);
    assertThat(all.warnings()).isEqualTo(sequence.warnings());
    assertThat(all.result().videoEnd()).isEqualTo(sequence.result().videoEnd());
    assertThat(Taken.bySegments(file, 0.2).frames).isEqualTo(sequence.thinned(10, 2));
    TimeSpan late = TimeSpan.ofSeconds(31.2, 33.7);
    assertThat(Taken.bySegments(file, 2, late).frames).isEqualTo(sequence.within(late));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void givesTheFramesOfAnySpans(long seed) throws Exception {
    Random random = new Random(seed);
    TimeSpan[] spans = new TimeSpan[1 + random.nextInt(3)];
    Arrays.setAll(
        spans,
        i -> {
          double start = random.nextDouble() * (SECONDS + 2);
          return TimeSpan.ofSeconds(start, start + 0.1 + random.nextDouble() * 6);
        });

    Taken some = Taken.bySegments(film, 4, spans);

    assertThat(some.sequentialBecause).isNull();
    assertThat(some.frames).isEqualTo(filmInSequence.within(spans));
    assertThat(some.result().samples()).isEqualTo(some.frames.size());
  }

  @Test
  void decodesLittleOfWhatIsNotWanted() throws Exception {
    Taken some = Taken.bySegments(film, 4, TimeSpan.ofSeconds(30, 31));

    assertThat(some.frames).hasSize(4);
    assertThat(some.result().frames()).isLessThan(3 * 25);
    assertThat(some.result().videoEnd()).isEqualTo(MediaTime.ofSeconds(31));
    assertThat(Taken.bySegments(film, 0.2).result().frames()).isLessThan(250);
    assertThat(filmInSequence.result().frames()).isEqualTo(480);
  }

  @Test
  void readsInSequenceWhatHasKeyFramesTooFarApart() throws Exception {
    SegmentLimits usual = SegmentLimits.usual();
    SegmentLimits oneSecond =
        new SegmentLimits(
            2,
            usual.segmentBytes(),
            MediaTime.ofSeconds(1),
            usual.packetBytes(),
            usual.pictureBytes());
    SegmentLimits fewBytes =
        new SegmentLimits(2, 100, usual.segmentLength(), usual.packetBytes(), usual.pictureBytes());

    Taken tooLong = Taken.bySegments(oneSecond, film, 4);
    Taken tooLarge = Taken.bySegments(fewBytes, film, 4);

    assertThat(tooLong.sequentialBecause).isEqualTo("a key frame is too long before the next");
    assertThat(tooLarge.sequentialBecause)
        .isEqualTo("a key frame is too many bytes before the next");
    assertThat(tooLong.frames).isEqualTo(filmInSequence.frames);
    assertThat(tooLarge.frames).isEqualTo(filmInSequence.frames);
  }

  @ParameterizedTest(name = "{0} decoders, {1} bytes of packets, {2} of pictures")
  @CsvSource({"1, 1, 1", "3, 1, 1", "4, 9000, 100000", "2, 1000000, 1"})
  void givesTheSameWithinAnyBounds(int decoders, long packets, long pictures) throws Exception {
    SegmentLimits tight =
        new SegmentLimits(decoders, 1_000_000, MediaTime.ofSeconds(20), packets, pictures);

    assertThat(Taken.bySegments(tight, film, 4).frames).isEqualTo(filmInSequence.frames);
  }

  @Test
  void endsWhenItsThreadIsInterrupted() {
    Taken taken = new Taken();

    assertThatThrownBy(
            () ->
                pass(
                    frame -> {
                      taken.sample(frame);
                      Thread.currentThread().interrupt();
                    }))
        .isInstanceOf(InterruptedException.class);
    assertThat(taken.frames).hasSize(1);
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void passesOnWhatItsSinkThrows() {
    IllegalStateException cause = new IllegalStateException("full");

    assertThatThrownBy(
            () ->
                pass(
                    frame -> {
                      throw cause;
                    }))
        .isSameAs(cause);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void givesTheSameTargetsOfDamagedFilesAsInSequence(long seed) throws Exception {
    Random random = new Random(seed);
    String ending = new String[] {"mp4", "mkv", "ts"}[random.nextInt(3)];
    Path whole = TestClip.of(96, 64, 25, 6).write(folder.resolve("whole" + seed + "." + ending));
    for (int round = 0; round < 4; round++) {
      byte[] bytes = Files.readAllBytes(whole);
      for (int i = random.nextInt(30); i > 0; i--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      int length = random.nextBoolean() ? bytes.length : 1 + random.nextInt(bytes.length);
      Path damaged = folder.resolve("damaged" + seed + "-" + round);
      Files.write(damaged, Arrays.copyOf(bytes, length));
      List<MediaTime> targets;
      try {
        targets =
            Taken.inSequence(damaged.toString(), 2).frames.stream()
                .map(Taken.Frame::target)
                .toList();
      } catch (UnreadableMediaException e) {
        assertThatThrownBy(() -> Taken.bySegments(damaged.toString(), 2))
            .isInstanceOf(UnreadableMediaException.class);
        continue;
      }
      assertThat(Taken.bySegments(damaged.toString(), 2).frames)
          .extracting(Taken.Frame::target)
          .isEqualTo(targets);
    }
  }

  private void pass(Consumer<SampledFrame> each) throws Exception {
    new SegmentPass(PassOptions.DEFAULT)
        .run(
            film,
            TargetGrid.even(4),
            new PassSink() {
              @Override
              public void sample(SampledFrame frame) {
                each.accept(frame);
              }
            });
  }
}
