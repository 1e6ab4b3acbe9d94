package io.cuepoint.api.ground;

import io.cuepoint.api.ground.Grounding.Candidate;
import io.cuepoint.api.ground.Grounding.Looked;
import io.cuepoint.api.ground.Grounding.State;
import io.cuepoint.contract.Analysis;
import io.cuepoint.contract.ClipProfile;
import io.cuepoint.contract.Event;
import io.cuepoint.contract.MediaTime;
import io.cuepoint.contract.ModelProfile;
import io.cuepoint.contract.Source;
import io.cuepoint.contract.StableId;
import io.cuepoint.contract.Task;
import io.cuepoint.contract.TimeSpan;
import io.cuepoint.index.search.EventSearch;
import io.cuepoint.index.store.AnalysisState;
import io.cuepoint.index.store.AnalysisStatus;
import io.cuepoint.index.store.AnalysisStore;
import io.cuepoint.index.store.EventStore;
import io.cuepoint.index.store.PageRequest;
import io.cuepoint.index.store.Video;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * Answers when something happens: search tells where it may be, the model looks there, and then
 * again at a higher rate around what it found. What is looked at are two analyses with ids that the
 * question gives, so that nothing else is kept and asking again asks nothing twice. Blocking.
 */
final class Grounder {
  private static final int CANDIDATES = 20;

  private final EventSearch search;
  private final EventStore events;
  private final AnalysisStore analyses;
  private final Clock clock;

  Grounder(EventSearch search, EventStore events, AnalysisStore analyses, Clock clock) {
    this.search = search;
    this.events = events;
    this.analyses = analyses;
    this.clock = clock;
  }

  /** Asks; {@code model} runs clips, and the video's length is known. */
  Grounding ask(Video video, String query, int windows, ModelProfile model) {
    MediaTime duration = Objects.requireNonNull(video.duration());
    UUID id = StableId.of(video.id(), "ground", query, String.valueOf(model.key()));
    List<Event> candidates = candidates(video.id(), query).stream().map(Candidate::event).toList();
    List<TimeSpan> spans =
        Stretches.windows(candidates, Objects.requireNonNull(model.clips()), duration, windows);
    Analysis analysis = new Analysis(id, Task.ground(query), true, spans, null, clock.instant());
    AnalysisStatus first = analyses.request(video.id(), analysis).orElseThrow();
    return standing(video, first, Optional.of(model));
  }

  /** Where there is nobody to ask: what search takes for it. */
  Grounding withoutModel(Video video, String query, String reason) {
    MediaTime duration = video.duration() == null ? MediaTime.ZERO : video.duration();
    return new Grounding(
        StableId.of(video.id(), "ground", query, ""),
        video.id(),
        query,
        State.NO_MODEL,
        List.of(),
        candidates(video.id(), query),
        List.of(),
        Stretches.rest(List.of(), duration),
        List.of(),
        reason);
  }

  /** How far the question with this id is; empty when nobody asked it. */
  Optional<Grounding> find(Video video, UUID id, Collection<ModelProfile> profiles) {
    return analyses
        .find(video.id(), id)
        .filter(status -> status.analysis().task().kind() == Task.Kind.GROUND)
        .map(
            first ->
                standing(
                    video,
                    first,
                    profiles.stream()
                        .filter(each -> each.clips() != null)
                        .max(Comparator.comparing(ModelProfile::startedAt))));
  }

  private Grounding standing(Video video, AnalysisStatus first, Optional<ModelProfile> model) {
    String query = Objects.requireNonNull(first.analysis().task().query());
    MediaTime duration = video.duration() == null ? MediaTime.ZERO : video.duration();
    List<Event> answers = answers(video.id(), query);
    List<AnalysisStatus> looks = new ArrayList<>(List.of(first));
    UUID closer = StableId.of(first.analysis().id(), "edges");
    Optional<AnalysisStatus> second = analyses.find(video.id(), closer);
    if (second.isEmpty() && first.state() == AnalysisState.DONE && !answers.isEmpty()) {
      second =
          model.flatMap(each -> lookCloser(video.id(), closer, query, answers, each, duration));
    }
    second.ifPresent(looks::add);
    List<Looked> looked = looks.stream().flatMap(look -> looked(look).stream()).toList();
    List<TimeSpan> spans =
        looked.stream().map(each -> new TimeSpan(each.start(), each.end())).toList();
    State state = state(first, second);
    return new Grounding(
        first.analysis().id(),
        video.id(),
        query,
        state,
        answers,
        candidates(video.id(), query),
        looked,
        Stretches.rest(spans, duration),
        looks.stream().map(look -> look.analysis().id()).toList(),
        detail(state, answers, first));
  }

  private Optional<AnalysisStatus> lookCloser(
      UUID videoId,
      UUID id,
      String query,
      List<Event> answers,
      ModelProfile model,
      MediaTime duration) {
    ClipProfile clips = Objects.requireNonNull(model.clips());
    double usual = clips.rates().get(0);
    double closest = clips.rates().stream().max(Comparator.naturalOrder()).orElse(usual);
    List<TimeSpan> edges = Stretches.edges(answers, clips, duration);
    if (closest <= usual || edges.isEmpty()) {
      return Optional.empty();
    }
    return analyses.request(
        videoId, new Analysis(id, Task.ground(query), true, edges, closest, clock.instant()));
  }

  private static State state(AnalysisStatus first, Optional<AnalysisStatus> second) {
    if (first.state() == AnalysisState.FAILED
        || (first.state() == AnalysisState.DONE && first.clipsFailed() >= first.clips())) {
      return State.FAILED;
    }
    if (first.state() != AnalysisState.DONE) {
      return State.LOOKING;
    }
    boolean closer =
        second
            .map(AnalysisStatus::state)
            .filter(state -> state != AnalysisState.DONE && state != AnalysisState.FAILED)
            .isPresent();
    return closer ? State.REFINING : State.DONE;
  }

  private static String detail(State state, List<Event> answers, AnalysisStatus first) {
    return switch (state) {
      case LOOKING -> "the model looks at the places where it may be";
      case REFINING -> "the model looks closer at where it begins and ends";
      case FAILED ->
          first.failure() == null
              ? "the model could not answer for any place it looked at"
              : first.failure().code() + ": " + first.failure().detail();
      default ->
          answers.isEmpty()
              ? "not found where the model looked"
              : "found " + answers.size() + (answers.size() == 1 ? " time" : " times");
    };
  }

  private static List<Looked> looked(AnalysisStatus look) {
    boolean failed =
        look.state() == AnalysisState.FAILED
            || (look.state() == AnalysisState.DONE && look.clipsFailed() >= look.clips());
    String state = failed ? "failed" : look.state() == AnalysisState.DONE ? "done" : "pending";
    Analysis analysis = look.analysis();
    return analysis.spans().stream()
        .map(span -> new Looked(span.start(), span.end(), analysis.framesPerSecond(), state))
        .toList();
  }

  /** The label of what a question finds is the question itself. */
  private List<Event> answers(UUID videoId, String query) {
    String question = "/ground:" + Task.ground(query).fingerprint();
    EventStore.Filter filter = new EventStore.Filter(videoId, query, Source.Kind.MODEL, null, null);
    return events.list(filter, new PageRequest(PageRequest.MAX_LIMIT, null)).items().stream()
        .filter(event -> String.valueOf(event.source().prompt()).endsWith(question))
        .toList();
  }

  private List<Candidate> candidates(UUID videoId, String query) {
    EventSearch.Query wanted =
        new EventSearch.Query(query, videoId, null, null, null, null, null, null);
    return search.search(wanted, new PageRequest(CANDIDATES, null)).items().stream()
        .map(hit -> new Candidate(hit.event(), hit.score()))
        .toList();
  }
}
