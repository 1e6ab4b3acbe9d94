package io.cuepoint.worker.quantize;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Writes a file of quantised matrices, its parts by several threads. */
final class Quantization {
  private final QuantizedFile file;
  private final int threads;
  private final String what;
  private final WeightProgress progress;
  private final long total;
  private long done;

  Quantization(QuantizedFile file, int threads, String what, WeightProgress progress) {
    this.file = file;
    this.threads = threads;
    this.what = what;
    this.progress = progress;
    this.total = file.parts().stream().mapToLong(QuantizedFile.Part::elements).sum();
  }

  /** Returns when all of it is on the disk. */
  void write(Path target) throws IOException {
    ExecutorService workers = Executors.newFixedThreadPool(threads);
    try (FileChannel channel =
        FileChannel.open(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      progress.made(what, 0, total);
      file.writeDirectory(channel);
      List<Future<?>> pending = new ArrayList<>();
      for (QuantizedFile.Part part : file.parts()) {
        pending.add(
            workers.submit(
                () -> {
                  file.write(channel, part);
                  finished(part.elements());
                  return part;
                }));
      }
      for (Future<?> each : pending) {
        await(each);
      }
      channel.force(true);
    } finally {
      workers.shutdownNow();
    }
  }

  private synchronized void finished(long elements) {
    done += elements;
    progress.made(what, done, total);
  }

  private static void await(Future<?> part) throws IOException {
    try {
      part.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException cause) {
        throw cause;
      }
      throw new IllegalStateException("a part of the weights was not made", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while weights were made");
    }
  }
}
