package io.cuepoint.ingest.consume;

import io.cuepoint.contract.ClipSampled;
import io.cuepoint.contract.EventLocalized;
import io.cuepoint.contract.MediaTime;
import io.cuepoint.contract.SampledSpan;
import io.cuepoint.contract.Topic;
import io.cuepoint.contract.VideoRegistered;
import io.cuepoint.ingest.clip.ClipCutter;
import io.cuepoint.ingest.clip.ClipQuota;
import io.cuepoint.ingest.clip.ClipRules;
import io.cuepoint.ingest.demux.Probe;
import io.cuepoint.ingest.sample.AudioBlock;
import io.cuepoint.ingest.sample.GreyFrame;
import io.cuepoint.ingest.sample.PassResult;
import io.cuepoint.ingest.sample.PassSink;
import io.cuepoint.ingest.sample.SampledFrame;
import io.cuepoint.ingest.signal.SignalReport;
import io.cuepoint.ingest.signal.Signals;
import io.cuepoint.ingest.signal.SignalsProperties;
import io.cuepoint.object.ObjectStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/** Where a pass over a video goes: frames into clips, pictures and sound to the detectors. */
final class PassOutput implements PassSink, AutoCloseable {
  private final VideoRegistered video;
  private final ObjectStore objects;
  private final Outbound outbound;
  private final ClipCutter cutter;
  private final Signals signals;
  private final SampledStretches stretches;
  private final Queue<ClipSampled> newClips = new ArrayDeque<>();
  private final Queue<EventLocalized> newEvents = new ArrayDeque<>();

  PassOutput(
      VideoRegistered video,
      Probe probe,
      ObjectStore objects,
      ClipRules rules,
      SignalsProperties signals,
      ClipQuota quota,
      Outbound outbound) {
    this.video = video;
    this.objects = objects;
    this.outbound = outbound;
    this.cutter = new ClipCutter(video.videoId(), rules, objects, quota, newClips::add);
    this.stretches = new SampledStretches(rules.windows().targets());
    this.signals =
        new Signals(video.videoId(), probe.hasVideo(), probe.hasAudio(), signals, newEvents::add);
  }

  @Override
  public void sample(SampledFrame frame) throws InterruptedException {
    try {
      if (cutter.add(frame)) {
        stretches.add(frame.target());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    publish();
  }

  @Override
  public void signal(GreyFrame frame) throws InterruptedException {
    signals.see(frame);
    publish();
  }

  @Override
  public void audio(AudioBlock block) throws InterruptedException {
    signals.hear(block);
    publish();
  }

  /** Ends clips and detectors; all they gave is on its way when it returns. */
  SignalReport finish(PassResult result) throws IOException, InterruptedException {
    cutter.finish(result.videoEnd() == null ? result.duration() : result.videoEnd());
    SignalReport report = signals.end();
    publish();
    return report;
  }

  int clips() {
    return cutter.clips();
  }

  /** The stretches that were sampled, in time order, without overlap; {@code end}: the video's. */
  List<SampledSpan> sampled(MediaTime end) {
    MediaTime first = cutter.first();
    return first == null ? List.of() : stretches.between(first, end);
  }

  @Override
  public void close() throws IOException {
    cutter.close();
  }

  private void publish() throws InterruptedException {
    if (!newClips.isEmpty()) {
      checkThere();
    }
    send(ClipSampled.TOPIC, newClips);
    send(EventLocalized.TOPIC, newEvents);
  }

  private void checkThere() {
    try {
      VideoGoneException.unlessThere(objects, video.object());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private <T> void send(Topic<T> topic, Queue<T> messages) throws InterruptedException {
    for (T message = messages.poll(); message != null; message = messages.poll()) {
      outbound.send(topic, message);
    }
  }
}
