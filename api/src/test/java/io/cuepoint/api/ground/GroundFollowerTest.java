package io.cuepoint.api.ground;

import static org.assertj.core.api.Assertions.assertThat;

import io.cuepoint.api.InMemoryAnalyses;
import io.cuepoint.api.InMemoryEvents;
import io.cuepoint.api.InMemoryVideoStore;
import io.cuepoint.contract.Analysis;
import io.cuepoint.contract.ClipProfile;
import io.cuepoint.contract.Event;
import io.cuepoint.contract.MediaTime;
import io.cuepoint.contract.ModelProfile;
import io.cuepoint.contract.Source;
import io.cuepoint.contract.Task;
import io.cuepoint.contract.TimeSpan;
import io.cuepoint.contract.Uncertainty;
import io.cuepoint.index.store.AnalysisState;
import io.cuepoint.index.store.PageRequest;
import io.cuepoint.index.store.Video;
import io.cuepoint.index.store.VideoState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GroundFollowerTest {
  private static final String QUERY = "a door opens";
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final ModelProfile MODEL =
      new ModelProfile(
          "w",
          "m",
          "1",
          "onnxruntime",
          "f32",
          null,
          NOW,
          new ClipProfile(12, 4, List.of(2.0, 4.0), 96, null, null),
          null,
          null);

  private final InMemoryVideoStore videos = new InMemoryVideoStore();
  private final InMemoryEvents events = new InMemoryEvents();
  private final InMemoryAnalyses analyses = new InMemoryAnalyses(videos);
  private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
  private final Grounder grounder = new Grounder(events, events, analyses, clock);
  private final Video video = video();

  @BeforeEach
  void put() {
    videos.put(video);
  }

  @Test
  void looksCloserAlthoughNobodyReads() {
    Analysis first = ask();
    GroundFollower follower = follower(clock);
    follower.run();
    assertThat(looks()).as("the first look is not done").hasSize(1);

    events.add(answer());
    analyses.set(video.id(), first, AnalysisState.DONE);
    follower.run();
    follower.run();
    assertThat(looks()).hasSize(2);
    Analysis closer = looks().get(0);
    assertThat(closer.framesPerSecond()).isEqualTo(4);
    assertThat(closer.interactive()).isTrue();
    assertThat(closer.task()).isEqualTo(Task.ground(QUERY));
    assertThat(closer.spans())
        .containsExactly(TimeSpan.ofSeconds(4, 16), TimeSpan.ofSeconds(24, 36));
  }

  @Test
  void looksNoCloserWhereNothingWasFound() {
    analyses.set(video.id(), ask(), AnalysisState.DONE);
    GroundFollower follower = follower(clock);
    follower.run();
    events.add(answer());
    follower.run();
    assertThat(looks()).as("the question was settled before").hasSize(1);
  }

  @Test
  void twoOfThemAskOnce() {
    events.add(answer());
    analyses.set(video.id(), ask(), AnalysisState.DONE);
    follower(clock).run();
    follower(clock).run();
    assertThat(looks()).hasSize(2);
  }

  @Test
  void leavesOldQuestionsToWhoeverReadsThem() {
    events.add(answer());
    analyses.set(video.id(), ask(), AnalysisState.DONE);
    follower(Clock.offset(clock, Duration.ofDays(2))).run();
    assertThat(looks()).hasSize(1);
  }

  private GroundFollower follower(Clock at) {
    return new GroundFollower(videos, analyses, () -> List.of(MODEL), grounder, at);
  }

  private Analysis ask() {
    UUID id = grounder.ask(video, QUERY, 2, MODEL).id();
    return analyses.find(video.id(), id).orElseThrow().analysis();
  }

  /** Newest first. */
  private List<Analysis> looks() {
    return analyses.list(video.id(), new PageRequest(10, null)).items().stream()
        .map(status -> status.analysis())
        .toList();
  }

  private Event answer() {
    Source source =
        new Source(Source.Kind.MODEL, "m", "1", "p1/ground:" + Task.ground(QUERY).fingerprint());
    return new Event(
        UUID.randomUUID(),
        video.id(),
        MediaTime.ofSeconds(10),
        MediaTime.ofSeconds(30),
        QUERY,
        QUERY,
        List.of(),
        new Uncertainty(0.5, 0.5),
        null,
        source,
        List.of(),
        null,
        null,
        null,
        1,
        NOW,
        NOW);
  }

  private static Video video() {
    return new Video(
        UUID.randomUUID(),
        "film.mp4",
        "originals/film",
        VideoState.READY,
        1,
        1,
        "0".repeat(64),
        MediaTime.ofSeconds(60),
        null,
        List.of(),
        List.of(),
        List.of(),
        null,
        NOW);
  }
}
