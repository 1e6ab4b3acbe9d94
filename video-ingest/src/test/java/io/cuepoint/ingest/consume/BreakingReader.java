package io.cuepoint.ingest.consume;

import io.cuepoint.contract.MediaTime;
import io.cuepoint.ingest.activity.ActivityTrack;
import io.cuepoint.ingest.demux.Probe;
import io.cuepoint.ingest.demux.UnreadableMediaException;
import io.cuepoint.ingest.isolate.LocalReader;
import io.cuepoint.ingest.isolate.MediaReader;
import io.cuepoint.ingest.picture.RgbPicture;
import io.cuepoint.ingest.sample.AudioBlock;
import io.cuepoint.ingest.sample.GreyFrame;
import io.cuepoint.ingest.sample.PassResult;
import io.cuepoint.ingest.sample.PassSink;
import io.cuepoint.ingest.sample.PassState;
import io.cuepoint.ingest.sample.SampledFrame;
import io.cuepoint.ingest.sample.TargetGrid;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads videos until it breaks, as if its process were killed, and counts what it decodes. */
final class BreakingReader implements MediaReader {
  private final MediaReader reader = new LocalReader();
  private MediaTime breakAt = MediaTime.ofMicros(Long.MAX_VALUE);
  private int callsLeft;
  private long decoded;
  private int scans;

  /** What ends a pass in the middle; nobody handles it. */
  static final class Broken extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  /** Breaks in the call that is so many after the first that is about {@code time}. */
  void breakAt(MediaTime time, int calls) {
    breakAt = time;
    callsLeft = calls;
  }

  /** Breaks no more. */
  void goOn() {
    breakAt(MediaTime.ofMicros(Long.MAX_VALUE), 0);
  }

  /** Frames that the last pass decoded. */
  long decoded() {
    return decoded;
  }

  /** How often activity was asked for, in all passes. */
  int scans() {
    return scans;
  }

  @Override
  public Probe probe(String location)
      throws UnreadableMediaException, IOException, InterruptedException {
    return reader.probe(location);
  }

  @Override
  public ActivityTrack activity(String location)
      throws UnreadableMediaException, IOException, InterruptedException {
    scans++;
    return reader.activity(location);
  }

  @Override
  public PassResult all(String location, TargetGrid grid, @Nullable PassState place, PassSink sink)
      throws UnreadableMediaException, IOException, InterruptedException {
    PassResult result = reader.all(location, grid, place, new Breaking(sink));
    decoded = result.frames();
    return result;
  }

  @Override
  public PassResult targets(String location, TargetGrid grid, PassSink sink)
      throws UnreadableMediaException, IOException, InterruptedException {
    return reader.targets(location, grid, sink);
  }

  @Override
  public Optional<RgbPicture> frame(String location, MediaTime time, int maxWidth)
      throws UnreadableMediaException, IOException, InterruptedException {
    return reader.frame(location, time, maxWidth);
  }

  private final class Breaking implements PassSink {
    private final PassSink sink;

    Breaking(PassSink sink) {
      this.sink = sink;
    }

    private void call(MediaTime time) {
      if (!time.isBefore(breakAt) && callsLeft-- == 0) {
        throw new Broken();
      }
    }

    @Override
    public void sample(SampledFrame frame) throws InterruptedException {
      call(frame.target());
      sink.sample(frame);
    }

    @Override
    public void signal(GreyFrame frame) throws InterruptedException {
      call(frame.time());
      sink.signal(frame);
    }

    @Override
    public void audio(AudioBlock block) throws InterruptedException {
      call(block.start());
      sink.audio(block);
    }

    @Override
    public void place(PassState state) throws InterruptedException {
      call(MediaTime.ofMicros(state.time()));
      sink.place(state);
    }

    @Override
    public boolean isOver() {
      return sink.isOver();
    }
  }
}
