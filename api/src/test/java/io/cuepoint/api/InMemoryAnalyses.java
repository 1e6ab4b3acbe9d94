package io.cuepoint.api;

import io.cuepoint.contract.Analysis;
import io.cuepoint.contract.Task;
import io.cuepoint.index.store.AnalysisState;
import io.cuepoint.index.store.AnalysisStatus;
import io.cuepoint.index.store.AnalysisStore;
import io.cuepoint.index.store.Page;
import io.cuepoint.index.store.PageRequest;
import io.cuepoint.index.store.VideoStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Analyses that nobody works on, until a test says how far they are. */
public final class InMemoryAnalyses implements AnalysisStore {
  private final VideoStore videos;
  private final List<AnalysisStatus> known = new ArrayList<>();

  public InMemoryAnalyses(VideoStore videos) {
    this.videos = videos;
  }

  @Override
  public synchronized Optional<AnalysisStatus> request(UUID videoId, Analysis analysis) {
    if (videos.find(videoId).isEmpty()) {
      return Optional.empty();
    }
    Optional<AnalysisStatus> before = find(videoId, analysis.id());
    if (before.isEmpty()) {
      set(videoId, analysis, AnalysisState.REQUESTED);
    }
    return find(videoId, analysis.id());
  }

  /** Says how far one is; with one clip, done when the state is. */
  public synchronized void set(UUID videoId, Analysis analysis, AnalysisState state) {
    known.removeIf(each -> each.analysis().id().equals(analysis.id()));
    boolean done = state == AnalysisState.DONE;
    known.add(
        0,
        new AnalysisStatus(
            videoId,
            analysis,
            state,
            done ? 1 : 0,
            1,
            done ? 1 : 0,
            0,
            0,
            null,
            List.of(),
            List.of(),
            List.of()));
  }

  @Override
  public synchronized Optional<AnalysisStatus> find(UUID videoId, UUID id) {
    return known.stream()
        .filter(each -> each.videoId().equals(videoId) && each.analysis().id().equals(id))
        .findFirst();
  }

  @Override
  public synchronized Page<AnalysisStatus> list(UUID videoId, PageRequest page) {
    return new Page<>(
        known.stream().filter(each -> each.videoId().equals(videoId)).limit(page.limit()).toList(),
        null);
  }

  @Override
  public synchronized List<Question> questions(Instant since) {
    return known.stream()
        .filter(
            each ->
                each.analysis().interactive()
                    && each.analysis().framesPerSecond() == null
                    && each.analysis().task().kind() == Task.Kind.GROUND
                    && !each.analysis().requestedAt().isBefore(since))
        .map(each -> new Question(each.videoId(), each.analysis().id()))
        .toList();
  }
}
