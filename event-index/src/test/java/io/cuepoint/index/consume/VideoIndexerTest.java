package io.cuepoint.index.consume;

import static org.assertj.core.api.Assertions.assertThat;

import io.cuepoint.contract.ClipAnalyzed;
import io.cuepoint.contract.Event;
import io.cuepoint.contract.EventIndexed;
import io.cuepoint.contract.EventIndexed.Change;
import io.cuepoint.contract.Failure;
import io.cuepoint.contract.Outcome;
import io.cuepoint.contract.VideoFailed;
import io.cuepoint.contract.VideoProbed;
import io.cuepoint.contract.Warning;
import io.cuepoint.index.TestReports;
import io.cuepoint.index.WordsConfiguration;
import io.cuepoint.index.store.EventChanges;
import io.cuepoint.index.store.Video;
import io.cuepoint.index.store.VideoChange;
import io.cuepoint.index.store.VideoState;
import io.cuepoint.index.store.VideoStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

class VideoIndexerTest {
  private static IndexFixture index;

  @BeforeAll
  static void start() {
    index = new IndexFixture(Map.of(), WordsConfiguration.class);
  }

  @AfterAll
  static void stop() {
    index.close();
  }

  @Test
  void isReadyOnlyWhenAllIsInAndEmbedded() {
    UUID video = index.register("v");
    assertThat(index.video(video).state()).isEqualTo(VideoState.RECEIVED);
    index.apply(video, TestReports.analysed(video, 0, 1));
    assertThat(index.video(video).state()).isEqualTo(VideoState.SAMPLING);
    index.apply(video, TestReports.clip(video, 0));
    index.apply(video, TestReports.sampled(video, 60, 1, 1));
    assertThat(index.video(video).state())
        .as("both reports are missing")
        .isEqualTo(VideoState.ANALYSING);
    index.apply(video, TestReports.cut(video, 5));
    assertThat(index.video(video).state()).as("the model's is").isEqualTo(VideoState.ANALYSING);
    index.apply(video, TestReports.seen(video, 0, 3, 4, "a cat"));
    assertThat(index.video(video).state())
        .as("nothing is embedded")
        .isEqualTo(VideoState.ANALYSING);
    index.embed();
    assertThat(index.video(video))
        .returns(VideoState.READY, Video::state)
        .returns(1.0, Video::progress);
  }

  @Test
  void aVideoWithoutClipsAndEventsIsReadyAtOnce() {
    UUID video = index.register("v");
    index.apply(video, TestReports.sampled(video, 3, 0, 0));
    assertThat(index.video(video).state()).isEqualTo(VideoState.READY);
  }

  @Test
  void aFailedVideoSaysWhyAndKeepsWhatWasFound() {
    UUID video = index.register("v");
    Warning warning = new Warning("video.truncated", "ends early", null, null);
    index.apply(video, TestReports.cut(video, 1));
    index.apply(
        video,
        new VideoFailed(
            video, new Failure("video.unreadable", "not a container"), List.of(warning)));
    index.apply(video, TestReports.probed(video, 60));

    assertThat(index.video(video))
        .returns(VideoState.FAILED, Video::state)
        .returns(new Failure("video.unreadable", "not a container"), Video::failure)
        .returns(List.of(warning), Video::warnings);
    assertThat(index.events(video)).hasSize(1);
  }

  @Test
  void aVideoThatWasReadToItsEndDidNotFail() {
    UUID video = index.register("v");
    index.apply(
        video, new VideoFailed(video, new Failure("video.abandoned", "too often"), List.of()));
    index.apply(video, TestReports.sampled(video, 60, 0, 0));

    assertThat(index.video(video))
        .returns(VideoState.READY, Video::state)
        .returns(null, Video::failure);
  }

  @Test
  void theBestOutcomeOfAClipStays() {
    UUID video = index.register("v");
    ClipAnalyzed failed =
        new ClipAnalyzed(
            video,
            TestReports.clipId(video, 0),
            TestReports.window(0),
            Outcome.FAILED,
            "died",
            TestReports.MODEL,
            0,
            null);
    index.apply(video, failed);
    index.apply(video, TestReports.analysed(video, 0, 0));
    index.apply(video, failed);

    assertThat(
            index
                .store
                .get(JdbcTemplate.class)
                .queryForObject(
                    "select outcome from clip_look where video_id = ?", String.class, video))
        .isEqualTo("analysed");
  }

  @Test
  void aClipsObjectMayGoOnceItsOutcomeIsIn() {
    UUID video = index.register("v");
    String object = TestReports.clip(video, 0).object();
    assertThat(index.apply(video, TestReports.clip(video, 0))).isEmpty();
    assertThat(index.apply(video, TestReports.noModel(video, 0))).containsExactly(object);
    assertThat(index.apply(video, TestReports.noModel(video, 0)))
        .as("again, for a process that was killed before it removed it")
        .containsExactly(object);

    UUID later = index.register("w");
    assertThat(index.apply(later, TestReports.noModel(later, 0))).isEmpty();
    assertThat(index.apply(later, TestReports.clip(later, 0)))
        .containsExactly(TestReports.clip(later, 0).object());
  }

  @Test
  void aDeletedVideoTakesNothingAndItsEventsAreWithdrawn() {
    UUID video = index.register("v");
    index.apply(video, TestReports.cut(video, 1), TestReports.cut(video, 2));
    index.store.get(VideoStore.class).delete(video);

    assertThat(index.apply(video, TestReports.cut(video, 3), TestReports.clip(video, 1)))
        .containsExactly(TestReports.clip(video, 1).object());
    assertThat(index.store.get(EventChanges.class).after(0, video, null, 100))
        .extracting(EventIndexed::change)
        .containsExactly(Change.ADDED, Change.ADDED, Change.WITHDRAWN, Change.WITHDRAWN);
    assertThat(index.events(video)).isEmpty();
  }

  @Test
  void theWallClockFollowsThePersonThenTheContainer() {
    UUID video = index.register("v");
    Instant container = Instant.parse("2020-01-01T00:00:00Z");
    Instant person = Instant.parse("2021-06-01T12:00:00Z");
    index.apply(video, TestReports.cut(video, 10));
    assertThat(index.events(video).get(0).wallStart()).isNull();

    index.apply(video, new VideoProbed(video, null, List.of(), List.of(), container));
    assertThat(index.events(video).get(0))
        .returns(container.plusSeconds(10), Event::wallStart)
        .returns(2, Event::revision);

    index.store.get(VideoStore.class).update(video, new VideoChange(null, true, person, null));
    index.apply(video, new VideoProbed(video, null, List.of(), List.of(), container));
    assertThat(index.events(video).get(0))
        .returns(person.plusSeconds(10), Event::wallStart)
        .returns(3, Event::revision);
    assertThat(index.store.get(EventChanges.class).after(0, video, "cut", 10))
        .extracting(EventIndexed::change)
        .containsExactly(Change.ADDED, Change.UPDATED, Change.UPDATED);
  }
}
