package io.cuepoint.ingest.sample.h264;

import static org.assertj.core.api.Assertions.assertThat;

import io.cuepoint.contract.MediaTime;
import io.cuepoint.ingest.sample.MediaPass;
import io.cuepoint.ingest.sample.PassOptions;
import io.cuepoint.ingest.sample.PassSink;
import io.cuepoint.ingest.sample.SampledFrame;
import io.cuepoint.ingest.sample.TargetGrid;
import io.cuepoint.ingest.sample.segment.SegmentPass;
import io.cuepoint.ingest.sample.segment.SegmentedResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams of the encoder that refers to pictures in the most ways: each frame as in sequence. */
@Timeout(120)
class EncodedReferencesTest {
  private static final String PYRAMID = "bframes=3:b-pyramid=normal:ref=1:keyint=250:scenecut=0";

  @TempDir private Path folder;

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void givesTheSameFramesWhateverThePicturesReferTo(long seed) throws Exception {
    Random random = new Random(seed);
    String settings =
        String.join(
            ":",
            "bframes=" + one(random, 0, 2, 3, 5, 8),
            "ref=" + one(random, 1, 2, 4, 16),
            "keyint=" + one(random, 24, 50, 120),
            "b-pyramid=" + one(random, "none", "strict", "normal", "normal"),
            "weightp=" + random.nextInt(3),
            "weightb=" + random.nextInt(2),
            "direct=" + one(random, "none", "spatial", "temporal", "auto"),
            "cabac=" + random.nextInt(2),
            "open-gop=" + one(random, 0, 0, 1),
            "b-adapt=" + random.nextInt(3),
            "slices=" + one(random, 1, 1, 1, 3));
    Path file = encoded(settings, one(random, "mp4", "mkv"));

    Map<MediaTime, String> sequence = new TreeMap<>();
    new MediaPass(PassOptions.DEFAULT).run(file.toString(), 4, into(sequence));

    for (int step : new int[] {1, 2, 8}) {
      Map<MediaTime, String> wanted = new TreeMap<>(sequence);
      wanted.keySet().removeIf(time -> time.micros() % (step * 250_000L) != 0);
      Map<MediaTime, String> found = new TreeMap<>();
      SegmentedResult result =
          new SegmentPass(PassOptions.DEFAULT)
              .run(file.toString(), TargetGrid.even(4.0 / step), into(found));
      assertThat(result.sequentialBecause()).as(settings).isNull();
      assertThat(found).as(settings).isEqualTo(wanted);
    }
  }

  @Test
  void decodesNoReferenceThatNoWantedFrameNeeds() throws Exception {
    Path file = encoded(PYRAMID, "mp4");

    long all = decoded(encoded(PYRAMID + ":slices=3", "mp4"));

    // of pictures in several slices it is not told
    assertThat(decoded(file)).isLessThan((long) (0.85 * all));
  }

  private static long decoded(Path file) throws Exception {
    return new SegmentPass(PassOptions.DEFAULT)
        .run(file.toString(), TargetGrid.even(0.5), into(new TreeMap<>()))
        .pass()
        .frames();
  }

  private static PassSink into(Map<MediaTime, String> frames) {
    return new PassSink() {
      @Override
      public void sample(SampledFrame frame) {
        CRC32 sum = new CRC32();
        sum.update(
            frame.picture().rgb(), 0, frame.picture().width() * frame.picture().height() * 3);
        frames.put(frame.target(), "%s %08x".formatted(frame.pts(), sum.getValue()));
      }
    };
  }

  private static Object one(Random random, Object... choices) {
    return choices[random.nextInt(choices.length)];
  }

  private Path encoded(String settings, Object ending) throws Exception {
    Path file = folder.resolve("encoded" + settings.hashCode() + "." + ending);
    List<String> words =
        List.of(
            "ffmpeg",
            "-nostdin",
            "-v",
            "error",
            "-f",
            "lavfi",
            "-i",
            "testsrc2=size=160x96:rate=25:duration=9",
            "-pix_fmt",
            "yuv420p",
            "-vf",
            "noise=alls=12:all_seed=1:allf=t,fade=in:d=3",
            "-c:v",
            "libx264",
            "-preset",
            "veryfast",
            "-x264-params",
            settings,
            file.toString());
    Process process;
    try {
      process = new ProcessBuilder(words).redirectErrorStream(true).start();
    } catch (IOException e) {
      Assumptions.abort("no ffmpeg command to encode with");
      throw e;
    }
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    Assumptions.assumeFalse(said.contains("Unknown encoder"), "no libx264 in the ffmpeg command");
    assertThat(process.exitValue()).as(said).isZero();
    return file;
  }
}
