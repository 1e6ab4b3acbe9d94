package io.cuepoint.ingest.activity;

import static org.assertj.core.api.Assertions.assertThat;

import io.cuepoint.contract.MediaTime;
import io.cuepoint.contract.TimeSpan;
import io.cuepoint.ingest.testclips.Painter;
import io.cuepoint.ingest.testclips.SharedFiles;
import io.cuepoint.ingest.testclips.TestClip;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ActivityScanTest {
  @TempDir Path folder;

  @ParameterizedTest(name = "key frame every {0} frames")
  @ValueSource(ints = {5, 20, 40, 100_000})
  void tellsAStillHalfFromAMovingOne(int keyFrames) throws Exception {
    Path film =
        TestClip.of(320, 180, 10, 60)
            .picture(Painter.still(3).until(30, Painter.moving(4)))
            .keyFrameEvery(keyFrames)
            .write(folder.resolve("film.mp4"));
    ActivityTrack activity = ActivityScan.of(film.toString());
    assertThat(activity.unknownBecause()).isNull();
    assertThat(activity.duration()).isEqualTo(MediaTime.ofSeconds(60));
    assertThat(activity.busiest(TimeSpan.ofSeconds(0, 24)).orElseThrow()).isLessThan(0.005);
    assertThat(activity.busiest(TimeSpan.ofSeconds(36, 60)).orElseThrow()).isGreaterThan(0.03);
  }

  @Test
  void saysTheSameAgain() throws Exception {
    Path film =
        TestClip.of(160, 96, 10, 20).picture(Painter.moving(2)).write(folder.resolve("film.mp4"));
    TimeSpan all = TimeSpan.ofSeconds(0, 20);
    assertThat(ActivityScan.of(film.toString()).busiest(all))
        .isEqualTo(ActivityScan.of(film.toString()).busiest(all));
  }

  @Test
  void doesNotTakeDaysBetweenTwoFramesForTheLengthOfTheVideo() throws Exception {
    Path film = TestClip.of(160, 96, 10, 4).write(folder.resolve("film.mp4"));
    byte[] bytes = Files.readAllBytes(film);
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    int table = text.indexOf("stts");
    // after the name: version, count of entries, then of the first one its count and its duration
    ByteBuffer.wrap(bytes).putInt(table + 16, Integer.MAX_VALUE);
    // an edit list would cut the video before the second frame
    ByteBuffer.wrap(bytes).put(text.indexOf("edts"), "free".getBytes(StandardCharsets.US_ASCII));
    Files.write(film, bytes);
    assertThat(ActivityScan.of(film.toString()).unknownBecause()).contains("timestamps jump");
  }

  @ParameterizedTest
  @CsvSource({
    "raw.h264, no timestamps",
    "concat_reset.ts, timestamps jump",
    "cover.mp3, no video stream"
  })
  void saysWhyItDoesNotKnow(String trap, String why) throws Exception {
    Path file = SharedFiles.require("videos/traps/" + trap);
    assertThat(ActivityScan.of(file.toString()).unknownBecause()).contains(why);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "base.mp4",
        "bframes.avi",
        "corrupt.mp4",
        "corrupt.ts",
        "cover_first.mp4",
        "editlist_cut.mp4",
        "frag.mp4",
        "gap.mp4",
        "hdr10.mp4",
        "inter.ts",
        "intrarefresh50.ts",
        "neg.mkv",
        "noduration.mkv",
        "offset2.5.mkv",
        "opengop_h264.mp4",
        "opengop_hevc.mp4",
        "reschange.ts",
        "rot90.mp4",
        "single.mp4",
        "trunc.mkv",
        "wrap.ts"
      })
  void comesToTheEndOfEveryTrap(String trap) throws Exception {
    Path file = SharedFiles.require("videos/traps/" + trap);
    ActivityTrack activity = ActivityScan.of(file.toString());
    assertThat(
            activity.unknownBecause() != null
                || activity.busiest(new TimeSpan(MediaTime.ZERO, activity.duration())).isPresent())
        .isTrue();
  }
}
