package io.cuepoint.ingest.consume;

import io.cuepoint.contract.ClipSampled;
import io.cuepoint.contract.MediaTime;
import io.cuepoint.contract.SampledSpan;
import io.cuepoint.contract.TimeSpan;
import io.cuepoint.ingest.clip.ClipCutter;
import io.cuepoint.ingest.clip.ClipQuota;
import io.cuepoint.ingest.clip.ClipRules;
import io.cuepoint.ingest.sample.PassSink;
import io.cuepoint.ingest.sample.SampledFrame;
import io.cuepoint.object.ObjectStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Where a further look at a video goes: frames into clips, as long as a window wants them. */
final class AnalysisOutput implements PassSink, AutoCloseable {
  private final ClipCutter cutter;
  private final List<ClipSampled> clips = new ArrayList<>();
  private final ClipSink sink;
  private int sent;

  /**
   * @param done clips that are stored and announced already, in the order of their windows
   */
  AnalysisOutput(
      UUID videoId,
      ClipRules rules,
      ObjectStore objects,
      ClipQuota quota,
      List<ClipSampled> done,
      ClipSink sink) {
    this.sink = sink;
    this.cutter = new ClipCutter(videoId, rules, objects, quota, clips::add);
    this.cutter.goOnBehind(done);
    this.clips.addAll(done);
    this.sent = done.size();
  }

  /** Takes clips as they are stored. */
  interface ClipSink {
    void accept(ClipSampled clip) throws InterruptedException;
  }

  @Override
  public void sample(SampledFrame frame) throws InterruptedException {
    try {
      cutter.add(frame);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    send();
  }

  /** Ends the last clips; {@code end} is the video's, or after the last window. */
  void finish(MediaTime end) throws IOException, InterruptedException {
    cutter.finish(end);
    send();
  }

  private void send() throws InterruptedException {
    while (sent < clips.size()) {
      sink.accept(clips.get(sent++));
    }
  }

  int clips() {
    return clips.size();
  }

  /** The stretches that the clips cover, in time order, without overlap. */
  List<SampledSpan> sampled() {
    List<SampledSpan> spans = new ArrayList<>();
    for (ClipSampled clip : clips) {
      MediaTime from = clip.window().start();
      if (!spans.isEmpty()) {
        from = MediaTime.max(from, spans.get(spans.size() - 1).span().end());
      }
      if (from.isBefore(clip.window().end())) {
        TimeSpan span = new TimeSpan(from, clip.window().end());
        int frames = (int) Math.round(span.lengthMicros() * clip.framesPerSecond() / 1e6);
        spans.add(new SampledSpan(span, clip.framesPerSecond(), Math.max(1, frames)));
      }
    }
    return spans;
  }

  @Override
  public void close() throws IOException {
    cutter.close();
  }
}
