package io.cuepoint.ingest.isolate;

import io.cuepoint.contract.MediaTime;
import io.cuepoint.ingest.activity.ActivityScan;
import io.cuepoint.ingest.activity.ActivityTrack;
import io.cuepoint.ingest.demux.MediaProbe;
import io.cuepoint.ingest.demux.Probe;
import io.cuepoint.ingest.demux.UnreadableMediaException;
import io.cuepoint.ingest.picture.RgbPicture;
import io.cuepoint.ingest.sample.FrameGrabber;
import io.cuepoint.ingest.sample.MediaPass;
import io.cuepoint.ingest.sample.PassOptions;
import io.cuepoint.ingest.sample.PassResult;
import io.cuepoint.ingest.sample.PassSink;
import io.cuepoint.ingest.sample.PassState;
import io.cuepoint.ingest.sample.TargetGrid;
import io.cuepoint.ingest.sample.segment.SegmentPass;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads in this process: a crash of a decoder ends it. */
public final class LocalReader implements MediaReader {
  private final MediaPass all = new MediaPass(PassOptions.DEFAULT);
  private final SegmentPass targets = new SegmentPass(PassOptions.DEFAULT);
  private final FrameGrabber frames = new FrameGrabber(PassOptions.DEFAULT);

  @Override
  public Probe probe(String location)
      throws UnreadableMediaException, IOException, InterruptedException {
    return MediaProbe.probe(location);
  }

  @Override
  public ActivityTrack activity(String location)
      throws UnreadableMediaException, IOException, InterruptedException {
    return ActivityScan.of(location);
  }

  @Override
  public PassResult all(String location, TargetGrid grid, @Nullable PassState place, PassSink sink)
      throws UnreadableMediaException, IOException, InterruptedException {
    return place == null ? all.run(location, grid, sink) : all.resume(location, grid, place, sink);
  }

  @Override
  public PassResult targets(String location, TargetGrid grid, PassSink sink)
      throws UnreadableMediaException, IOException, InterruptedException {
    return targets.run(location, grid, sink).pass();
  }

  @Override
  public Optional<RgbPicture> frame(String location, MediaTime time, int maxWidth)
      throws UnreadableMediaException, IOException, InterruptedException {
    return frames.frameAt(location, time, maxWidth);
  }
}
