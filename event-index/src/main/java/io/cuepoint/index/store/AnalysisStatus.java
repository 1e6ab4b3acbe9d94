package io.cuepoint.index.store;

import io.cuepoint.contract.Analysis;
import io.cuepoint.contract.Failure;
import io.cuepoint.contract.Source;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An analysis and what came of it so far.
 *
 * @param progress 0 to 1
 * @param clips how many it has; 0 until ingest has told
 * @param clipsDone how many of them have an outcome
 * @param clipsFailed how many of those failed, or were not analysed
 * @param events events that its reports support now
 * @param failure why it failed; null when it did not
 * @param sources models and prompts that answered its clips
 * @param supersedes earlier analyses that it replaces where it looked: same model, same prompt
 * @param supersededBy later ones that replace it
 */
public record AnalysisStatus(
    UUID videoId,
    Analysis analysis,
    AnalysisState state,
    double progress,
    int clips,
    int clipsDone,
    int clipsFailed,
    int events,
    @Nullable Failure failure,
    List<Source> sources,
    List<UUID> supersedes,
    List<UUID> supersededBy) {
  public AnalysisStatus {
    sources = List.copyOf(sources);
    supersedes = List.copyOf(supersedes);
    supersededBy = List.copyOf(supersededBy);
  }
}
