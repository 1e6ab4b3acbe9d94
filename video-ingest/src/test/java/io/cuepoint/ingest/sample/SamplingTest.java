package io.cuepoint.ingest.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.cuepoint.contract.MediaTime;
import io.cuepoint.ingest.demux.MediaProbe;
import io.cuepoint.ingest.testclips.SharedFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sampled frames against what the packets of the same file say, read without our code. */
class SamplingTest {
  private static final double[] RATES = {0.7, 2, 29.97};

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bbb_0_30_vp8.webm",
        "bbb_2500ms_mpeg2.ts",
        "bottle_detection.mp4",
        "fire_rot180_vfr.mp4",
        "h265_10bits.mp4",
        "nasa_13013.mp4",
        "psd_delayed_start.mp4",
        "traffic_camera_vfr.mp4",
        "var_fps_video.mp4",
        "traps/base.mp4",
        "traps/corrupt.mp4",
        "traps/editlist_cut.mp4",
        "traps/editlist_cut_outss.mp4",
        "traps/frag.mp4",
        "traps/gap.mp4",
        "traps/neg.ts",
        "traps/noduration.mkv",
        "traps/offset2.5.mkv",
        "traps/opengop_hevc.mp4",
        "traps/wrap.ts"
      })
  void takesTheLatestFrameThatIsNotAfterTheTarget(String file) throws Exception {
    String location = SharedFiles.require("videos/" + file).toString();
    int stream = MediaProbe.probe(location).video().orElseThrow().index();
    NavigableSet<Long> times = PacketTimes.of(location, stream);

    for (double rate : RATES) {
      List<String> wrong = new ArrayList<>();
      Recording recording = Recording.of(location, rate);
      for (Recording.Sample sample : recording.samples) {
        Long shown = times.floor(sample.target().micros());
        if (shown == null || shown != sample.pts().micros()) {
          wrong.add(sample + " but the packets say " + shown);
        }
      }
      assertThat(wrong).as("at %s fps", rate).isEmpty();
      List<MediaTime> due = targets(rate, times.first(), times.last());
      assertThat(recording.samples.stream().map(Recording.Sample::target).toList())
          .as("at %s fps", rate)
          .startsWith(due.toArray(MediaTime[]::new))
          .hasSizeLessThanOrEqualTo(due.size() + (int) Math.ceil(rate / 4));
    }
  }

  /** All of the grid from the first frame to the last; beyond, that is shown for a moment more. */
  private static List<MediaTime> targets(double rate, long first, long last) {
    List<MediaTime> targets = new ArrayList<>();
    for (long k = 0; ; k++) {
      long target = Math.round(k * 1e6 / rate);
      if (target > last) {
        return targets;
      }
      if (target >= first) {
        targets.add(MediaTime.ofMicros(target));
      }
    }
  }

  @Test
  void holdsTheLastFrameOverAGap() throws Exception {
    Recording recording = Recording.of(SharedFiles.require("videos/traps/gap.mp4").toString(), 2);

    // frames from 2.0 to 4.5 s are missing
    assertThat(recording.samples)
        .filteredOn(s -> s.pts().equals(MediaTime.ofSeconds(1.96)))
        .extracting(Recording.Sample::target)
        .containsExactly(
            MediaTime.ofSeconds(2),
            MediaTime.ofSeconds(2.5),
            MediaTime.ofSeconds(3),
            MediaTime.ofSeconds(3.5),
            MediaTime.ofSeconds(4),
            MediaTime.ofSeconds(4.5));
  }

  @Test
  void givesEveryFrameItsBurntInTime() throws Exception {
    // frame k of this clip shows "PTS = k / 10 s"
    Recording recording = Recording.of(SharedFiles.require("videos/psd_counter.mp4").toString(), 7);

    assertThat(recording.samples).hasSize(21);
    for (int k = 0; k < 21; k++) {
      long tenth = Math.round(k * 1e6 / 7) / 100_000;
      assertThat(recording.samples.get(k).pts()).isEqualTo(MediaTime.ofMicros(tenth * 100_000));
    }
  }
}
