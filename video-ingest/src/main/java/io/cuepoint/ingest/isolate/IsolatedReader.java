package io.cuepoint.ingest.isolate;

import io.cuepoint.contract.MediaTime;
import io.cuepoint.ingest.activity.ActivityTrack;
import io.cuepoint.ingest.demux.Probe;
import io.cuepoint.ingest.demux.UnreadableMediaException;
import io.cuepoint.ingest.picture.RgbPicture;
import io.cuepoint.ingest.sample.PassResult;
import io.cuepoint.ingest.sample.PassSink;
import io.cuepoint.ingest.sample.PassState;
import io.cuepoint.ingest.sample.TargetGrid;
import io.cuepoint.queue.ContractJson;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Reads each video in a process of its own. */
public final class IsolatedReader implements MediaReader, AutoCloseable {
  private static final PassSink NOTHING = new PassSink() {};

  private final DecoderPool pool;

  /** Nothing is started before it is needed. */
  public IsolatedReader(DecoderProperties properties) {
    this.pool = new DecoderPool(properties);
  }

  @Override
  public Probe probe(String location)
      throws UnreadableMediaException, IOException, InterruptedException {
    return read(Request.of(Request.Kind.PROBE, location), Probe.class, NOTHING);
  }

  @Override
  public ActivityTrack activity(String location)
      throws UnreadableMediaException, IOException, InterruptedException {
    return read(Request.of(Request.Kind.ACTIVITY, location), ActivityTrack.class, NOTHING);
  }

  @Override
  public PassResult all(String location, TargetGrid grid, @Nullable PassState place, PassSink sink)
      throws UnreadableMediaException, IOException, InterruptedException {
    return read(Request.all(location, grid, place), PassResult.class, sink);
  }

  @Override
  public PassResult targets(String location, TargetGrid grid, PassSink sink)
      throws UnreadableMediaException, IOException, InterruptedException {
    return read(Request.of(Request.Kind.TARGETS, location, grid), PassResult.class, sink);
  }

  @Override
  public Optional<RgbPicture> frame(String location, MediaTime time, int maxWidth)
      throws UnreadableMediaException, IOException, InterruptedException {
    AtomicReference<RgbPicture> frame = new AtomicReference<>();
    DecoderChild child = pool.take();
    try {
      String unused =
          child.ask(
              Request.frame(location, time, maxWidth),
              NOTHING,
              picture -> frame.set(picture.copy()));
    } finally {
      pool.give(child);
    }
    return Optional.ofNullable(frame.get());
  }

  private <T> T read(Request request, Class<T> answer, PassSink sink)
      throws UnreadableMediaException, IOException, InterruptedException {
    DecoderChild child = pool.take();
    try {
      return ContractJson.mapper().readValue(child.ask(request, sink, frame -> {}), answer);
    } finally {
      pool.give(child);
    }
  }

  @Override
  public void close() {
    pool.close();
  }
}
