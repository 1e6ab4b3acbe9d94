package io.cuepoint.ingest.consume;

import io.cuepoint.contract.ClipSampled;
import io.cuepoint.contract.EventLocalized;
import io.cuepoint.contract.MediaTime;
import io.cuepoint.contract.SampledSpan;
import io.cuepoint.contract.Topic;
import io.cuepoint.contract.VideoRegistered;
import io.cuepoint.ingest.clip.ClipCutter;
import io.cuepoint.ingest.clip.ClipLanes;
import io.cuepoint.ingest.clip.ClipQuota;
import io.cuepoint.ingest.clip.ClipRules;
import io.cuepoint.ingest.clip.ClipWindows;
import io.cuepoint.ingest.demux.Probe;
import io.cuepoint.ingest.sample.AudioBlock;
import io.cuepoint.ingest.sample.GreyFrame;
import io.cuepoint.ingest.sample.LostPlaceException;
import io.cuepoint.ingest.sample.PassResult;
import io.cuepoint.ingest.sample.PassSink;
import io.cuepoint.ingest.sample.PassState;
import io.cuepoint.ingest.sample.SampledFrame;
import io.cuepoint.ingest.signal.SignalReport;
import io.cuepoint.ingest.signal.Signals;
import io.cuepoint.ingest.signal.SignalsProperties;
import io.cuepoint.object.ObjectStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Function;

/** Where a pass over a video goes: frames into clips, pictures and sound to the detectors. */
final class PassOutput implements PassSink, AutoCloseable {
  private final VideoRegistered video;
  private final ObjectStore objects;
  private final Outbound outbound;
  private final ClipWindows windows;
  private final ClipLanes lanes;
  private final ClipCutter cutter;
  private final Signals signals;
  private final SampledStretches stretches;
  private final Queue<ClipSampled> newClips = new ArrayDeque<>();
  private final Queue<EventLocalized> newEvents = new ArrayDeque<>();
  private final List<ClipSampled> clips = new ArrayList<>();
  private final Places places;
  private int unkeptClips;

  PassOutput(
      VideoRegistered video,
      Probe probe,
      ObjectStore objects,
      ClipRules rules,
      ClipLanes lanes,
      SignalsProperties signals,
      ClipQuota quota,
      Outbound outbound,
      Places places) {
    this.video = video;
    this.objects = objects;
    this.outbound = outbound;
    this.places = places;
    this.windows = rules.windows();
    this.lanes = lanes;
    this.cutter = new ClipCutter(video.videoId(), rules, objects, quota, newClips::add);
    this.stretches = new SampledStretches(rules.windows().targets());
    this.signals =
        new Signals(video.videoId(), probe.hasVideo(), probe.hasAudio(), signals, newEvents::add);
  }

  /** Keeps how far a look has come. */
  interface Places {
    void keep(PassState place, List<ClipSampled> clips, FirstLook.Counts counts, String signals)
        throws IOException;
  }

  /**
   * Goes on where a look was broken off; nothing came yet.
   *
   * @throws LostPlaceException when this version does not know what was kept
   */
  void goOn(FirstLook look) throws LostPlaceException {
    cutter.goOnBehind(look.clips());
    clips.addAll(look.clips());
    stretches.goOn(look.counts());
    try {
      signals.goOn(look.detectors());
    } catch (IOException | IllegalArgumentException e) {
      throw new LostPlaceException("what the detectors knew is not legible: " + e.getMessage());
    }
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
    try {
      if (signals.hasSeen(frame)) {
        return;
      }
    } catch (LostPlaceException e) {
      throw new UncheckedIOException(e);
    }
    signals.see(frame);
    publish();
  }

  /** Keeps where the pass stands when there are new clips since that was done. */
  @Override
  public void place(PassState place) throws InterruptedException {
    if (unkeptClips == 0) {
      return;
    }
    outbound.confirm();
    try {
      ByteArrayOutputStream knowledge = new ByteArrayOutputStream();
      signals.save(knowledge);
      places.keep(place, clips, stretches.counts(), FirstLook.noted(knowledge));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    unkeptClips = 0;
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
    return stretches.until(end);
  }

  @Override
  public void close() throws IOException {
    cutter.close();
  }

  private void publish() throws InterruptedException {
    if (!newClips.isEmpty()) {
      checkThere();
      clips.addAll(newClips);
      unkeptClips += newClips.size();
    }
    send(clip -> lanes.of(windows, clip.index()), newClips);
    send(event -> EventLocalized.TOPIC, newEvents);
  }

  private void checkThere() {
    try {
      VideoGoneException.unlessThere(objects, video.object());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private <T> void send(Function<T, Topic<T>> topic, Queue<T> messages)
      throws InterruptedException {
    for (T message = messages.poll(); message != null; message = messages.poll()) {
      outbound.send(topic.apply(message), message);
    }
  }
}
