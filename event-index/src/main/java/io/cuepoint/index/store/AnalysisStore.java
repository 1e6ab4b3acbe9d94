package io.cuepoint.index.store;

import io.cuepoint.contract.Analysis;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The analyses of videos. Blocking; safe for concurrent use. */
public interface AnalysisStore {
  /**
   * Asks for an analysis of a video that is there; the row and the message to ingest leave
   * together. The same id again changes nothing and gives what is there.
   *
   * @return empty when there is no such video
   */
  Optional<AnalysisStatus> request(UUID videoId, Analysis analysis);

  Optional<AnalysisStatus> find(UUID videoId, UUID id);

  /** Newest first. */
  Page<AnalysisStatus> list(UUID videoId, PageRequest page);

  /** Questions that someone waits for, asked at the model's usual rate since then; in any order. */
  List<Question> questions(Instant since);

  /**
   * A {@link io.cuepoint.contract.Task.Kind#GROUND} analysis.
   *
   * @param id of the analysis
   */
  record Question(UUID videoId, UUID id) {}
}
