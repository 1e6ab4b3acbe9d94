package io.cuepoint.ingest.sample.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.cuepoint.contract.MediaTime;
import io.cuepoint.contract.TimeSpan;
import io.cuepoint.ingest.testclips.SharedFiles;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every readable file of {@code shared/videos}: the same frames as in sequence, and how read. */
@Timeout(120)
class SharedVideosSegmentTest {
  private static final String FILES =
      """
      # file                       | in sequence because
      av1_video.mkv                | -
      bbb_0_30_vp8.webm            | -
      bbb_2500ms_mpeg2.ts          | -
      bottle_detection.mp4         | -
      decord_corrupted.mp4         | a frame is damaged
      desks_h263_sar.3gp           | -
      edited_open.mp4              | -
      failing_audio.mp4            | -
      fire_rot180_vfr.mp4          | -
      h265_10bits.mp4              | -
      hdr10_sdr_container.mp4      | -
      nasa_13013.mp4               | -
      no_duration_vp9.webm         | -
      people_one_by_one.mp4        | -
      portrait_rot90_4k60.mp4      | -
      psd_counter.mp4              | -
      psd_delayed_start.mp4        | -
      psd_fades.mp4                | -
      psd_testvideo.mp4            | -
      traffic_camera.mp4           | -
      traffic_camera_vfr.mp4       | -
      traps/base.mp4               | -
      traps/bframes.avi            | a packet has no timestamp
      traps/concat_reset.ts        | a packet is damaged
      traps/corrupt.mp4            | a frame is damaged
      traps/corrupt.ts             | a packet is damaged
      traps/cover.m4a              | there is no video stream
      traps/cover.mp3              | there is no video stream
      traps/cover_first.mp4        | -
      traps/editlist_cut.mp4       | -
      traps/editlist_cut_outss.mp4 | -
      traps/frag.mp4               | -
      traps/gap.mp4                | -
      traps/hdr10.mp4              | -
      traps/inter.ts               | it is interlaced: its frames need their neighbours
      traps/intrarefresh50.ts      | -
      traps/neg.mkv                | a packet has no timestamp
      traps/neg.ts                 | -
      traps/noduration.mkv         | -
      traps/offset2.5.mkv          | -
      traps/opengop_h264.mp4       | -
      traps/opengop_hevc.mp4       | -
      traps/raw.h264               | the container has no timestamps
      traps/reschange.ts           | a packet is damaged
      traps/rot90.mp4              | -
      traps/sar.mp4                | -
      traps/single.mp4             | -
      traps/trunc.mkv              | -
      traps/trunc_faststart.mp4    | -
      traps/wrap.ts                | -
      var_fps_video.mp4            | -
      """;

  @ParameterizedTest(name = "{0}")
  @CsvSource(textBlock = FILES, delimiter = '|', nullValues = "-")
  void givesTheSameFramesAsInSequence(String file, String because) throws Exception {
    String location = SharedFiles.require("videos/" + file).toString();

    Taken sequence = Taken.inSequence(location, 2);
    Taken all = Taken.bySegments(location, 2);

    assertThat(all.sequentialBecause).isEqualTo(because);
    assertThat(all.frames).isEqualTo(sequence.frames);
    assertThat(all.warnings()).isEqualTo(sequence.warnings());
    assertThat(all.result().videoEnd()).isEqualTo(sequence.result().videoEnd());
    assertThat(all.result().samples()).isEqualTo(sequence.result().samples());
    assertThat(Taken.bySegments(location, 1).frames).isEqualTo(sequence.thinned(2, 2));
    assertThat(Taken.bySegments(location, 0.2).frames).isEqualTo(sequence.thinned(10, 2));
    TimeSpan[] spans = spans(new Random(file.hashCode()), sequence.result().duration());
    assertThat(Taken.bySegments(location, 2, spans).frames)
        .as("%s", List.of(spans))
        .isEqualTo(sequence.within(spans));
  }

  private static TimeSpan[] spans(Random random, MediaTime duration) {
    TimeSpan[] spans = new TimeSpan[2];
    for (int i = 0; i < spans.length; i++) {
      double length = duration.toDouble();
      double start = random.nextDouble() * length;
      spans[i] = TimeSpan.ofSeconds(start, start + random.nextDouble() * length / 5 + 0.1);
    }
    return spans;
  }
}
