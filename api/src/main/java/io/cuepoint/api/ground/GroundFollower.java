package io.cuepoint.api.ground;

import io.cuepoint.api.ground.Grounding.State;
import io.cuepoint.contract.ModelProfile;
import io.cuepoint.index.store.AnalysisStore;
import io.cuepoint.index.store.VideoStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Lets the model look closer at what a question found although nobody reads the question. Every api
 * does so for the questions of the last day, without a word between them: a closer look has one id
 * and is asked for once.
 */
final class GroundFollower {
  private static final Duration FOLLOWED = Duration.ofDays(1);

  private final VideoStore videos;
  private final AnalysisStore analyses;
  private final Supplier<Collection<ModelProfile>> profiles;
  private final Grounder grounder;
  private final Clock clock;
  private final Set<UUID> settled = new HashSet<>();

  GroundFollower(
      VideoStore videos,
      AnalysisStore analyses,
      Supplier<Collection<ModelProfile>> profiles,
      Grounder grounder,
      Clock clock) {
    this.videos = videos;
    this.analyses = analyses;
    this.profiles = profiles;
    this.grounder = grounder;
    this.clock = clock;
  }

  /** Looks at each question once; not for use by several threads. */
  void run() {
    Instant since = clock.instant().minus(FOLLOWED);
    List<AnalysisStore.Question> questions = analyses.questions(since);
    settled.retainAll(questions.stream().map(AnalysisStore.Question::id).toList());
    for (AnalysisStore.Question question : questions) {
      if (!settled.contains(question.id()) && isSettled(question)) {
        settled.add(question.id());
      }
    }
  }

  /** Also when it is gone. */
  private boolean isSettled(AnalysisStore.Question question) {
    Optional<State> state =
        videos
            .find(question.videoId())
            .flatMap(video -> grounder.find(video, question.id(), profiles.get()))
            .map(Grounding::state);
    return state.isEmpty() || state.get() == State.DONE || state.get() == State.FAILED;
  }
}
