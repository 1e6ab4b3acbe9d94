package io.cuepoint.api.upload;

import io.cuepoint.contract.Analysis;
import io.cuepoint.contract.StableId;
import io.cuepoint.contract.Task;
import io.cuepoint.index.store.AnalysisStatus;
import io.cuepoint.index.store.AnalysisStore;
import io.cuepoint.index.store.NewVideo;
import io.cuepoint.index.store.Video;
import io.cuepoint.index.store.VideoStore;
import io.cuepoint.index.store.VideoStore.Registration;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Registers uploaded videos with what is asked of them. Blocking. */
final class Registrar {
  private final VideoStore videos;
  private final AnalysisStore analyses;
  private final Clock clock;

  Registrar(VideoStore videos, AnalysisStore analyses, Clock clock) {
    this.videos = videos;
    this.analyses = analyses;
    this.clock = clock;
  }

  /** Where the bytes are there already, what is asked of them now, if anything, is asked too. */
  Registration register(NewVideo video) {
    Registration registration = videos.register(video);
    if (!registration.created() && !video.task().equals(Task.DENSE)) {
      askToo(registration.video(), video);
    }
    return registration;
  }

  private void askToo(Video video, NewVideo asked) {
    Task task = asked.task();
    Optional<AnalysisStatus> first = analyses.find(video.id(), Analysis.firstId(video.id()));
    if (first.isPresent() && !first.get().analysis().task().equals(task)) {
      UUID id = StableId.of(video.id(), "upload", task.kind(), task.fingerprint());
      Analysis analysis = new Analysis(id, task, false, List.of(), null, clock.instant());
      analyses.request(video.id(), analysis.sampled(asked.sampling()));
    }
  }
}
