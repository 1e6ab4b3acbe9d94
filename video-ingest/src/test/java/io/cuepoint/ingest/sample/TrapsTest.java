package io.cuepoint.ingest.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.cuepoint.contract.MediaTime;
import io.cuepoint.contract.Warning;
import io.cuepoint.ingest.demux.MediaProbe;
import io.cuepoint.ingest.demux.UnreadableMediaException;
import io.cuepoint.ingest.testclips.SharedFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of each file of {@code shared/videos} at 2 frames a second. */
@Timeout(120)
class TrapsTest {
  private static final String OUTCOMES =
      """
      # file                       | samples | targets    | pts                  | frames | duration  | warnings
      av1_video.mkv                |      10 | 0..4.5     | 0..4.48              |    125 | 5         | -
      bbb_0_30_vp8.webm            |      60 | 0.5..30    | 0.461..29.961        |    720 | 30.022235 | -
      bbb_2500ms_mpeg2.ts          |       5 | 0.5..2.5   | 0.469244..2.469244   |     58 | 2.51273   | -
      bottle_detection.mp4         |      80 | 0..39.5    | 0..39.486034         |   1189 | 39.854749 | -
      decord_corrupted.mp4         |      10 | 0..4.5     | 0..4.5               |     49 | 5         | video.damaged video.decode-errors
      desks_h263_sar.3gp           |      10 | 0.5..5     | 0.462..4.963         |     71 | 5.248     | -
      edited_open.mp4              |     124 | 0..61.5    | 0..61.48             |   1538 | 61.525333 | -
      failing_audio.mp4            |      23 | 0..11      | 0..11                |    280 | 11.233729 | -
      fire_rot180_vfr.mp4          |       5 | 0..2       | 0..1.979767          |     25 | 2.416479  | -
      h265_10bits.mp4              |       2 | 0..0.5     | 0..0.5               |     30 | 1         | -
      hdr10_sdr_container.mp4      |       3 | 0..1       | 0..0.9841            |     28 | 1.0174    | -
      nasa_13013.mp4               |      27 | 0..13      | 0..12.979633         |    390 | 13.056    | video.several-streams
      no_duration_vp9.webm         |      10 | 0..4.5     | 0..4.474             |     74 | 4.938     | -
      people_one_by_one.mp4        |     279 | 0..139     | 0..139               |   1394 | 139.4     | -
      portrait_rot90_4k60.mp4      |       1 | 0..0       | 0..0                 |     18 | 0.312687  | -
      psd_counter.mp4              |       6 | 0..2.5     | 0..2.5               |     30 | 3         | -
      psd_delayed_start.mp4        |       2 | 0..0.5     | 0..0.48              |     24 | 0.96      | -
      psd_fades.mp4                |      20 | 0..9.5     | 0..9.48              |    250 | 10        | -
      psd_testvideo.mp4            |      49 | 0..24      | 0..23.990633         |    720 | 24.023333 | -
      traffic_camera.mp4           |      47 | 0..23      | 0..23                |    576 | 23.04     | -
      traffic_camera_vfr.mp4       |      70 | 0..34.5    | 0..34.48             |    576 | 34.539792 | -
      traps/base.mp4               |      40 | 0..19.5    | 0..19.48             |    500 | 20.015604 | -
      traps/bframes.avi            |      40 | 0.5..20    | 0.48..20             |    500 | 20.04     | video.synthetic-times
      traps/concat_reset.ts        |      40 | 0.5..20    | 0.463222..19.983222  |    502 | 20.238827 | video.damaged video.discontinuity
      traps/corrupt.mp4            |      40 | 0..19.5    | 0..19.48             |    500 | 20.015611 | audio.damaged video.damaged
      traps/corrupt.ts             |      20 | 0.5..10    | 0.463222..9.983222   |    251 | 10.223222 | audio.damaged video.damaged
      traps/cover.m4a              |       0 | -          | -                    |      0 | 20.015604 | video.audio-only
      traps/cover.mp3              |       0 | -          | -                    |      0 | 20.000001 | video.audio-only
      traps/cover_first.mp4        |      40 | 0..19.5    | 0..19.48             |    500 | 20.015604 | -
      traps/editlist_cut.mp4       |      34 | 0..16.5    | 0..16.48             |    417 | 16.715604 | -
      traps/editlist_cut_outss.mp4 |      32 | 1..16.5    | 1..16.48             |    400 | 16.695166 | -
      traps/frag.mp4               |      40 | 0.5..20    | 0.48..20             |    500 | 20.095613 | -
      traps/gap.mp4                |      12 | 0..5.5     | 0..5.48              |     87 | 6         | -
      traps/hdr10.mp4              |       8 | 0..3.5     | 0..3.48              |    100 | 4         | -
      traps/inter.ts               |       8 | 0..3.5     | 0..3.44              |     50 | 4         | video.interlaced
      traps/intrarefresh50.ts      |      24 | 0..11.5    | 0..11.48             |    300 | 12        | -
      traps/neg.mkv                |      40 | 0.5..20    | 0.463..19.983        |    500 | 20.038232 | video.synthetic-times
      traps/neg.ts                 |      40 | 0.5..20    | 0.463222..19.983222  |    500 | 20.038832 | -
      traps/noduration.mkv         |      40 | 0.5..20    | 0.463..19.983        |    500 | 20.038232 | -
      traps/offset2.5.mkv          |      40 | 0.5..20    | 0.463..19.983        |    500 | 20.038232 | -
      traps/opengop_h264.mp4       |      40 | 0..19.5    | 0..19.48             |    500 | 20        | -
      traps/opengop_hevc.mp4       |      40 | 0..19.5    | 0..19.48             |    500 | 20        | -
      traps/raw.h264               |      40 | 0..19.5    | 0..19.48             |    500 | 20        | video.synthetic-times
      traps/reschange.ts           |      30 | 0.5..15    | 0.463222..14.983222  |    377 | 15.223222 | video.damaged video.discontinuity video.size-change
      traps/rot90.mp4              |      40 | 0..19.5    | 0..19.48             |    500 | 20.015604 | -
      traps/sar.mp4                |      40 | 0..19.5    | 0..19.48             |    500 | 20        | -
      traps/single.mp4             |       1 | 0..0       | 0..0                 |      1 | 0.04      | -
      traps/trunc.mkv              |      20 | 0.5..10    | 0.463..9.983         |    250 | 10.023    | video.truncated
      traps/trunc_faststart.mp4    |      20 | 0..9.5     | 0..9.48              |    246 | 9.92      | audio.damaged video.truncated
      traps/wrap.ts                |      40 | 0.5..20    | 0.463222..19.983222  |    500 | 20.038832 | -
      var_fps_video.mp4            |      30 | 0..14.5    | 0..14.5              |    300 | 14.966666 | -
      """;

  private static final String FAILURES =
      """
      # file                 | code
      traps/empty.mp4        | video.empty
      traps/trunc_nomoov.mp4 | video.unreadable
      traps/zero.mp4         | video.no-streams
      traps/gen.sh           | video.unreadable
      traps/report.txt       | video.unreadable
      edited_open.truth.json | video.unreadable
      README.md              | video.unreadable
      """;

  @ParameterizedTest(name = "{0}")
  @CsvSource(textBlock = OUTCOMES, delimiter = '|', nullValues = "-")
  void hasItsStatedOutcome(
      String file,
      int samples,
      String targets,
      String pts,
      long frames,
      String duration,
      String warnings)
      throws Exception {
    String location = SharedFiles.require("videos/" + file).toString();
    Recording recording = new Recording(false);

    PassResult result = new MediaPass(PassOptions.DEFAULT).run(location, 2, recording);

    assertThat(recording.samples).hasSize(samples);
    assertThat(result.samples()).isEqualTo(samples);
    assertThat(result.frames()).isEqualTo(frames);
    assertThat(result.duration().seconds()).isEqualTo(duration);
    if (samples > 0) {
      Recording.Sample first = recording.samples.get(0);
      Recording.Sample last = recording.samples.get(samples - 1);
      assertThat(range(first.target(), last.target())).isEqualTo(targets);
      assertThat(range(first.pts(), last.pts())).isEqualTo(pts);
    }
    assertThat(codes(MediaProbe.probe(location).warnings(), result.warnings()))
        .isEqualTo(warnings == null ? Set.of() : new TreeSet<>(List.of(warnings.split(" "))));
    assertThat(recording.samples).isSortedAccordingTo((a, b) -> a.target().compareTo(b.target()));
    assertThat(recording.frames).isSorted();
    assertThat(recording.sounds).isSorted();
    assertThat(recording.samples).allMatch(s -> !s.target().isBefore(s.pts()));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(textBlock = FAILURES, delimiter = '|')
  void failsWithItsStatedCode(String file, String code) {
    String location = SharedFiles.require("videos/" + file).toString();

    UnreadableMediaException failure =
        catchThrowableOfType(
            UnreadableMediaException.class,
            () -> new MediaPass(PassOptions.DEFAULT).run(location, 2, new Recording(false)));

    assertThat(failure.code()).isEqualTo(code);
    assertThat(failure.detail()).isNotBlank();
  }

  @Test
  void leavesNoFileWithoutAnOutcome() throws IOException {
    Path root = SharedFiles.require("videos");
    try (Stream<Path> files = Files.walk(root)) {
      Set<String> present =
          files
              .filter(Files::isRegularFile)
              .map(file -> root.relativize(file).toString())
              .collect(Collectors.toCollection(TreeSet::new));

      assertThat(present).isSubsetOf(stated());
    }
  }

  private static Set<String> stated() {
    return (OUTCOMES + FAILURES)
        .lines()
        .map(String::strip)
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.split("\\|", 2)[0].strip())
        .collect(Collectors.toSet());
  }

  private static String range(MediaTime from, MediaTime to) {
    return from.seconds().toPlainString() + ".." + to.seconds().toPlainString();
  }

  private static Set<String> codes(List<Warning> probe, List<Warning> pass) {
    return Stream.concat(probe.stream(), pass.stream())
        .map(Warning::code)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
