package io.cuepoint.index.consume;

import io.cuepoint.contract.AnalysisSampled;
import io.cuepoint.contract.ClipAnalyzed;
import io.cuepoint.contract.ClipSampled;
import io.cuepoint.contract.EventLocalized;
import io.cuepoint.contract.VideoFailed;
import io.cuepoint.contract.VideoProbed;
import io.cuepoint.contract.VideoSampled;
import io.cuepoint.index.merge.Meaning;
import io.cuepoint.index.store.EventTable;
import io.cuepoint.index.store.EventTable.Group;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * Applies messages about one video: rows, events and what is told of them change in one
 * transaction. The same messages again, in any order, change nothing.
 */
final class VideoIndexer {
  private final TransactionTemplate transaction;
  private final VideoRow video;
  private final AnalysisRow analysis;
  private final ClipRows clips;
  private final LookRows looks;
  private final ReportRows reports;
  private final GroupEvents events;
  private final VideoProgress progress;

  VideoIndexer(
      JdbcTemplate jdbc,
      TransactionTemplate transaction,
      EventTable events,
      Meaning meaning,
      JsonMapper json) {
    JdbcClient client = JdbcClient.create(jdbc);
    this.transaction = transaction;
    this.video = new VideoRow(client, json);
    this.analysis = new AnalysisRow(client, json);
    this.clips = new ClipRows(client);
    this.looks = new LookRows(client);
    this.reports = new ReportRows(jdbc, json);
    this.events = new GroupEvents(jdbc, events, meaning, json);
    this.progress = new VideoProgress(client);
  }

  /** Returns the objects that nobody needs any more once the transaction is committed. */
  List<String> apply(UUID videoId, List<Object> messages) {
    List<EventLocalized> localized =
        messages.stream()
            .filter(EventLocalized.class::isInstance)
            .map(EventLocalized.class::cast)
            .toList();
    events.prepare(localized);
    return Objects.requireNonNull(
        transaction.execute(
            status ->
                video.lock(videoId) ? write(videoId, messages, localized) : orphans(messages)));
  }

  private static List<String> orphans(List<Object> messages) {
    return messages.stream()
        .filter(ClipSampled.class::isInstance)
        .map(message -> ((ClipSampled) message).object())
        .toList();
  }

  private List<String> write(UUID videoId, List<Object> messages, List<EventLocalized> localized) {
    Set<UUID> touched = new LinkedHashSet<>();
    boolean rescheduled = false;
    for (Object message : messages) {
      if (message instanceof ClipSampled clip) {
        clips.sampled(clip);
        touched.add(clip.clipId());
      } else if (message instanceof ClipAnalyzed clip) {
        clips.analyzed(clip);
        looks.add(clip);
        touched.add(clip.clipId());
      } else if (message instanceof VideoProbed probed) {
        rescheduled |= video.probed(probed);
      } else if (message instanceof VideoSampled sampled) {
        video.sampled(sampled);
      } else if (message instanceof VideoFailed failed) {
        video.failed(failed);
      } else if (message instanceof AnalysisSampled sampled) {
        analysis.sampled(sampled);
      } else if (!(message instanceof EventLocalized)) {
        throw new IllegalArgumentException("not a message of the index: " + message.getClass());
      }
    }
    reports.add(localized);
    Set<Group> groups = new LinkedHashSet<>(reports.groupsOf(videoId, touched));
    localized.forEach(r -> groups.add(new Group(videoId, r.source(), r.label())));
    events.write(videoId, groups, rescheduled);
    progress.refresh(videoId);
    return clips.done(videoId, touched);
  }
}
