package io.cuepoint.index.consume;

import io.cuepoint.contract.Analysis;
import io.cuepoint.contract.EventIndexed;
import io.cuepoint.contract.EventIndexed.Change;
import io.cuepoint.contract.EventLocalized;
import io.cuepoint.contract.Task;
import io.cuepoint.index.TestReports;
import io.cuepoint.index.WordsConfiguration;
import io.cuepoint.index.store.AnalysisStatus;
import io.cuepoint.index.store.AnalysisStore;
import io.cuepoint.index.store.EventChanges;
import io.cuepoint.index.store.PageRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** An index, and what it says of videos that are analysed more than once. */
final class AnalysisFixture implements AutoCloseable {
  final IndexFixture index = new IndexFixture(Map.of(), WordsConfiguration.class);

  /** A video whose first analysis saw a thing at 10 s and another one at 40 s. */
  UUID looked(String first, String second) {
    UUID video = index.register("v");
    UUID analysis = Analysis.firstId(video);
    EventLocalized one =
        AnalysisMessages.report(video, analysis, 0, TestReports.MODEL, 10, 20, first);
    EventLocalized other =
        AnalysisMessages.report(video, analysis, 0, TestReports.MODEL, 40, 44, second);
    index.apply(
        video,
        TestReports.sampled(video, 60, 1, 0),
        AnalysisMessages.clip(video, analysis, 0),
        one,
        other,
        AnalysisMessages.analysed(
            video, analysis, 0, TestReports.MODEL, List.of(one.reportId(), other.reportId())));
    index.embed();
    return video;
  }

  private int asked;

  UUID request(UUID video) {
    Analysis analysis =
        new Analysis(
            UUID.randomUUID(),
            Task.DENSE,
            false,
            List.of(),
            null,
            Instant.now().plus(Duration.ofSeconds(++asked)));
    return index
        .store
        .get(AnalysisStore.class)
        .request(video, analysis)
        .orElseThrow()
        .analysis()
        .id();
  }

  AnalysisStatus status(UUID video, UUID id) {
    return index.store.get(AnalysisStore.class).find(video, id).orElseThrow();
  }

  List<AnalysisStatus> analyses(UUID video) {
    return index.store.get(AnalysisStore.class).list(video, new PageRequest(200, null)).items();
  }

  List<Change> changes(UUID video) {
    return index.store.get(EventChanges.class).after(0, video, null, 100).stream()
        .map(EventIndexed::change)
        .toList();
  }

  @Override
  public void close() {
    index.close();
  }
}
