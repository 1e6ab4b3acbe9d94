package io.cuepoint.ingest.isolate;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Decoder processes: as many as videos are read at a time, kept for a while for the next. Safe for
 * concurrent use.
 */
final class DecoderPool implements AutoCloseable {
  private static final long TICK = 100;

  private final DecoderProperties properties;
  private final Set<DecoderChild> working = new HashSet<>();
  private final Deque<Idle> idle = new ArrayDeque<>();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "decoder-pool");
            thread.setDaemon(true);
            return thread;
          });
  private boolean closed;

  private record Idle(DecoderChild child, long since) {}

  DecoderPool(DecoderProperties properties) {
    this.properties = properties;
    var unused = timer.scheduleWithFixedDelay(this::tick, TICK, TICK, TimeUnit.MILLISECONDS);
  }

  /** One that is ready, to be given back by {@link #give}. */
  synchronized DecoderChild take() throws IOException {
    if (closed) {
      throw new IOException("decoders are closed");
    }
    DecoderChild child = null;
    while (child == null && !idle.isEmpty()) {
      DecoderChild kept = idle.pop().child();
      if (kept.isReady()) {
        child = kept;
      } else {
        kept.close();
      }
    }
    DecoderChild taken = child == null ? DecoderChild.start(properties) : child;
    working.add(taken);
    return taken;
  }

  synchronized void give(DecoderChild child) {
    working.remove(child);
    if (!closed && child.isReady()) {
      idle.push(new Idle(child, System.nanoTime()));
    } else {
      child.close();
    }
  }

  private void tick() {
    for (DecoderChild child : atWork()) {
      child.check();
    }
  }

  private synchronized List<DecoderChild> atWork() {
    long latest = System.nanoTime() - properties.idle().toNanos();
    while (!idle.isEmpty() && idle.peekLast().since() - latest < 0) {
      idle.removeLast().child().close();
    }
    return new ArrayList<>(working);
  }

  /** Ends all processes; whoever waits for one gets an {@link IOException}. */
  @Override
  public synchronized void close() {
    closed = true;
    timer.shutdownNow();
    working.forEach(DecoderChild::close);
    idle.forEach(each -> each.child().close());
    idle.clear();
  }
}
