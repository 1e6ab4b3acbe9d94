package io.cuepoint.ingest.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cuepoint.contract.EventLocalized;
import io.cuepoint.ingest.testclips.SharedFiles;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is known about the other films of ../shared. Times are those of README.md there. */
class SharedVideosTest {
  /** Seconds at which the new shot begins; all of them, and no others. */
  @ParameterizedTest
  @CsvSource({
    "people_one_by_one.mp4,",
    "bottle_detection.mp4,",
    "traffic_camera.mp4,",
    "traffic_camera_vfr.mp4,",
    "bbb_2500ms_mpeg2.ts,",
    "fire_rot180_vfr.mp4,",
    "desks_h263_sar.3gp,",
    "psd_fades.mp4,",
    "psd_counter.mp4,",
    "portrait_rot90_4k60.mp4,",
    "bbb_0_30_vp8.webm, 11.795 15.670 22.961",
    "nasa_13013.mp4, 8.008",
    "psd_testvideo.mp4, 1.001 6.006"
  })
  void findsTheCutsAndNoOthers(String file, String ends) throws Exception {
    List<Double> found = new ArrayList<>();
    for (EventLocalized cut : labelled(file, "cut")) {
      found.add(cut.span().end().toDouble());
    }
    String[] expected = ends == null ? new String[0] : ends.split(" ", -1);
    assertThat(found).hasSize(expected.length);
    for (int i = 0; i < expected.length; i++) {
      assertThat(found.get(i)).isEqualTo(Double.parseDouble(expected[i]), within(0.002));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "psd_testvideo.mp4, fade, 6.7 7.5 10.9 12.0 12.9 13.9 22.1 23.0, 0.6",
    "psd_testvideo.mp4, dissolve, 17.7 18.6, 0.3",
    "nasa_13013.mp4, dissolve, 5.0 5.9, 0.3",
    "bbb_0_30_vp8.webm, fade, 0.5 2.0, 0.3",
    "no_duration_vp9.webm, black, 0 4.94, 0.1",
    "traffic_camera.mp4, silence, 0 23.04, 0.1",
    "gap.mp4, freeze, 1.96 4.52, 0.1"
  })
  void findsOtherEvents(String file, String label, String bounds, double tolerance)
      throws Exception {
    List<Double> found = new ArrayList<>();
    for (EventLocalized event : labelled(file, label)) {
      found.add(event.span().start().toDouble());
      found.add(event.span().end().toDouble());
    }
    String[] expected = bounds.split(" ", -1);
    assertThat(found).hasSize(expected.length);
    for (int i = 0; i < expected.length; i++) {
      assertThat(found.get(i)).isEqualTo(Double.parseDouble(expected[i]), within(tolerance));
    }
  }

  /** Six people come and go before a fixed camera. */
  @Test
  void findsEveryComingAndGoing() throws Exception {
    double[][] walks = {
      {6.3, 7.5}, {18.3, 19.8}, {22.8, 24.3}, {43.3, 45.0}, {50.3, 52.0}, {68.3, 69.9},
      {74.4, 76.5}, {84.8, 87.2}, {92.3, 94.0}, {117.8, 120.4}, {123.4, 125.3}, {134.3, 136.2}
    };
    List<EventLocalized> bursts = labelled("people_one_by_one.mp4", "motion");
    for (double[] walk : walks) {
      assertThat(bursts)
          .as("walk at %s", walk[0])
          .anySatisfy(
              burst -> {
                assertThat(burst.span().start().toDouble()).isBetween(walk[0] - 1, walk[0] + 0.4);
                assertThat(burst.span().end().toDouble()).isBetween(walk[1] - 0.4, walk[1] + 1.6);
              });
    }
    assertThat(bursts).hasSizeLessThanOrEqualTo(walks.length + 2);
  }

  private static List<EventLocalized> labelled(String file, String label) throws Exception {
    String folder = file.equals("gap.mp4") ? "videos/traps/" : "videos/";
    List<EventLocalized> found = new ArrayList<>();
    for (EventLocalized event : Watching.file(SharedFiles.require(folder + file))) {
      if (event.label().equals(label)) {
        found.add(event);
      }
    }
    return found;
  }
}
