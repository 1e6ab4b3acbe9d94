package io.cuepoint.ingest.signal;

import static org.assertj.core.api.Assertions.assertThat;

import io.cuepoint.contract.DetectorLook;
import io.cuepoint.contract.EventLocalized;
import io.cuepoint.contract.MediaTime;
import io.cuepoint.contract.Outcome;
import io.cuepoint.contract.Source;
import io.cuepoint.contract.StableId;
import io.cuepoint.contract.TimeSpan;
import io.cuepoint.ingest.sample.GreyFrame;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SignalsTest {
  private final List<EventLocalized> events = new ArrayList<>();

  @Test
  void reportsTheSameForTheSameVideo() {
    List<EventLocalized> once = Detecting.inPictures(film()::show);
    assertThat(once).isNotEmpty().isEqualTo(Detecting.inPictures(film()::show));
    assertThat(once.stream().map(EventLocalized::reportId)).doesNotHaveDuplicates();
    EventLocalized first = once.get(0);
    assertThat(first.reportId())
        .isEqualTo(StableId.of(Detecting.VIDEO, "cut", "1", "cut", first.span().start().micros()));
    assertThat(first.source()).isEqualTo(Source.detector("cut", "1"));
    assertThat(first.clipId()).isNull();
  }

  @Test
  void reportsAnEventBeforeTheVideoIsOver() {
    Film film = film();
    long cut = film.truths().get(0).span().end().micros();
    Signals signals = signals(true, false, Map.of());
    film.show(
        frame -> {
          signals.see(frame);
          if (frame.time().micros() > cut + 1_000_000) {
            assertThat(events).isNotEmpty();
          }
        });
  }

  @Test
  void saysWhatEachDetectorSaw() {
    Signals signals = signals(true, true, Map.of());
    new Film(1, 25, false, 10).play(4).show(signals::see);
    new SoundTrack(1, 2).tone(3, 440, -20).play(signals::hear);
    SignalReport report = signals.end();
    assertThat(report.events()).isEqualTo(events.size());
    assertThat(report.looks().stream().map(look -> look.source().name()))
        .containsExactlyInAnyOrder(
            "cut", "fade", "dissolve", "flash", "black", "freeze", "motion", "silence", "loud");
    assertThat(report.looks())
        .allSatisfy(
            look -> {
              assertThat(look.outcome()).isEqualTo(Outcome.ANALYSED);
              assertThat(look.reason()).isNull();
              boolean sound = List.of("silence", "loud").contains(look.source().name());
              assertThat(look.span()).isEqualTo(TimeSpan.ofSeconds(0, sound ? 3 : 4));
            });
  }

  @Test
  void saysWhyADetectorSawNothing() {
    assertThat(reasons(signals(true, false, Map.of()).end()))
        .containsEntry("cut", "video could not be decoded")
        .containsEntry("silence", "no audio stream");
    assertThat(reasons(signals(false, true, Map.of()).end()))
        .containsEntry("black", "no video stream")
        .containsEntry("loud", "audio could not be decoded");
  }

  @Test
  void leavesOutWhatIsTooMuchAndSaysSo() {
    Signals signals = signals(true, false, Map.of("cuepoint.signals.events-per-minute", "5"));
    Film film = new Film(3, 25, false, 130);
    film.play(1);
    while (film.clock() < 110) {
      film.cut().play(1);
    }
    film.show(signals::see);
    SignalReport report = signals.end();
    assertThat(events).filteredOn(event -> event.label().equals("cut")).hasSize(10);
    assertThat(report.events()).isEqualTo(events.size());
    assertThat(reasons(report).get("cut")).contains("left out").contains("more than 5 a minute");
  }

  @Test
  void passesOverPicturesThatDoNotComeLater() {
    Signals signals = signals(true, false, Map.of());
    List<GreyFrame> frames = new ArrayList<>();
    new Film(1, 25, false, 10).play(3).show(frame -> frames.add(copy(frame)));
    frames.forEach(signals::see);
    frames.forEach(signals::see);
    signals.see(at(Long.MIN_VALUE / 4, (byte) 0));
    assertThat(events).isEmpty();
    assertThat(signals.end().looks().get(0).span()).isEqualTo(TimeSpan.ofSeconds(0, 3));
  }

  @Test
  void worksOnPicturesOfAnySize() {
    for (int[] size : new int[][] {{1, 1}, {20, 700}, {1200, 12}, {90, 160}}) {
      Signals signals = signals(true, false, Map.of());
      for (int i = 0; i < 50; i++) {
        byte[] luma = new byte[size[0] * size[1]];
        Arrays.fill(luma, (byte) (i < 25 ? 10 : 200));
        MediaTime time = MediaTime.ofMicros(i * 40_000L);
        signals.see(new GreyFrame(time, time.plusMicros(40_000), size[0], size[1], luma));
      }
      signals.end();
      assertThat(events).extracting(EventLocalized::label).contains("cut");
      events.clear();
    }
  }

  @Test
  void keepsNoMoreOfALongVideo() {
    History history = new History();
    float[] cells = new float[LumaGrid.CELLS];
    for (long i = 0; i < 200_000; i++) {
      // 250 a second, with a long gap now and then
      MediaTime time = MediaTime.ofMicros(i * 4_000 + i / 50_000 * 60_000_000L);
      history.add(new LumaGrid(time, cells, 0, 0, 0, 0));
      assertThat(history.last() - history.first()).isLessThanOrEqualTo(2048);
    }
    assertThat(history.newest().micros() - history.get(history.first()).micros())
        .isLessThanOrEqualTo(History.KEPT_MICROS + 4_000);
  }

  private Signals signals(boolean video, boolean audio, Map<String, String> properties) {
    return new Signals(Detecting.VIDEO, video, audio, Detecting.with(properties), events::add);
  }

  private static Film film() {
    return new Film(7, 25, false, 20).play(3).cut().play(2).flash(0.05).play(2);
  }

  private static Map<String, String> reasons(SignalReport report) {
    Map<String, String> reasons = new HashMap<>();
    for (DetectorLook look : report.looks()) {
      reasons.put(look.source().name(), String.valueOf(look.reason()));
    }
    return reasons;
  }

  private static GreyFrame at(long micros, byte level) {
    byte[] luma = new byte[Film.WIDTH * Film.HEIGHT];
    Arrays.fill(luma, level);
    MediaTime time = MediaTime.ofMicros(micros);
    return new GreyFrame(time, time, Film.WIDTH, Film.HEIGHT, luma);
  }

  private static GreyFrame copy(GreyFrame frame) {
    return new GreyFrame(
        frame.time(), frame.end(), frame.width(), frame.height(), frame.luma().clone());
  }
}
