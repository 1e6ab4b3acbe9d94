package io.cuepoint.worker.quantize;

import io.cuepoint.worker.checkpoint.Checkpoint;
import io.cuepoint.worker.checkpoint.TensorRef;
import io.cuepoint.worker.checkpoint.WeightFormat;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * A folder of quantised weights, {@code <key>-<layout>-v<version>/weights.safetensors} for each
 * checkpoint and layout ({@code int8}, {@code int4}, {@code int4-gpu}...), the key telling
 * checkpoints by their content. They are written under another name and moved when whole; a file
 * lock beside them lets one process make them and others wait, and is let go by the system when a
 * process dies, whose half-written files the next one removes. Thread-safe.
 */
public final class WeightCache {
  /** Goes up when the same weights would be written otherwise. */
  private static final int VERSION = 1;

  private static final String FILE = "weights.safetensors";

  /** File locks hold against other processes, this one within a process. */
  private static final Object ONE_AT_A_TIME = new Object();

  private final Path folder;
  private final int threads;
  private final WeightProgress progress;
  private final ToLongFunction<Path> freeBytes;

  /**
   * A cache.
   *
   * @param folder made when it is needed
   * @param threads that make weights
   */
  public WeightCache(Path folder, int threads, WeightProgress progress) {
    this(folder, threads, progress, path -> path.toFile().getUsableSpace());
  }

  WeightCache(Path folder, int threads, WeightProgress progress, ToLongFunction<Path> freeBytes) {
    this.folder = folder;
    this.threads = threads;
    this.progress = progress;
    this.freeBytes = freeBytes;
  }

  /**
   * A checkpoint's matrices in {@code format} for ONNX Runtime; made now when they are not there
   * whole.
   *
   * @param format {@code INT8} or {@code INT4}
   * @throws WeightCacheException when they cannot be made or kept
   */
  public QuantizedWeights open(Checkpoint checkpoint, WeightFormat format) {
    if (format != WeightFormat.INT8 && format != WeightFormat.INT4) {
      throw new IllegalArgumentException(format + " (expected: INT8 or INT4)");
    }
    return open(checkpoint, new RowLayout(format.bits()));
  }

  /**
   * A checkpoint's matrices in {@code format} for TensorRT, but those that it does not take so;
   * made now when they are not there whole.
   *
   * @param format {@code INT8}, {@code FP8} or {@code INT4}
   * @throws WeightCacheException when they cannot be made or kept
   */
  public QuantizedWeights openForGpu(Checkpoint checkpoint, WeightFormat format) {
    return open(checkpoint, forGpu(format));
  }

  private static WeightLayout forGpu(WeightFormat format) {
    return switch (format) {
      case INT4 -> new ColumnLayout();
      case INT8, FP8 -> new ByteLayout(format);
      default -> throw new IllegalArgumentException(format + " (expected: INT8, FP8 or INT4)");
    };
  }

  /** What {@link #openForGpu} makes of a matrix, in bytes; nothing of one that it leaves out. */
  public static OptionalLong gpuBytes(TensorRef matrix, WeightFormat format) {
    WeightLayout layout = forGpu(format);
    return layout.takes(matrix)
        ? OptionalLong.of(layout.values(matrix).bytes() + layout.scales(matrix).bytes())
        : OptionalLong.empty();
  }

  private QuantizedWeights open(Checkpoint checkpoint, WeightLayout layout) {
    List<TensorRef> matrices =
        checkpoint.weights().matrices().stream().filter(layout::takes).toList();
    QuantizedFile file = new QuantizedFile(matrices, layout);
    String name = CheckpointKey.of(matrices) + '-' + layout.label() + "-v" + VERSION;
    Path made = folder.resolve(name);
    if (!Seal.of(file).holds(made, made.resolve(FILE))) {
      String what = "%s weights of %s".formatted(layout.label(), checkpoint.folder().getFileName());
      try {
        Files.createDirectories(folder);
        makeAlone(file, made, what);
      } catch (IOException e) {
        throw failed(what, file.bytes(), e);
      }
    }
    return QuantizedWeights.open(made.resolve(FILE), matrices, layout.bits());
  }

  private void makeAlone(QuantizedFile file, Path made, String what) throws IOException {
    synchronized (ONE_AT_A_TIME) {
      Path lock = folder.resolve(made.getFileName() + ".lock");
      try (FileChannel channel =
          FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        channel.lock();
        // another process may have made them meanwhile
        if (!Seal.of(file).holds(made, made.resolve(FILE))) {
          make(file, made, what);
        }
      }
    }
  }

  private void make(QuantizedFile file, Path made, String what) throws IOException {
    Path part = folder.resolve(made.getFileName() + ".part");
    remove(part);
    remove(made);
    long free = freeBytes.applyAsLong(folder);
    if (free < file.bytes()) {
      throw new WeightCacheException(
          "weights.disk-full",
          "%s: %,d bytes in %s (expected: %,d)".formatted(what, free, folder, file.bytes()));
    }
    boolean whole = false;
    try {
      Files.createDirectories(part);
      new Quantization(file, threads, what, progress).write(part.resolve(FILE));
      Seal.of(file).write(part);
      Files.move(part, made, StandardCopyOption.ATOMIC_MOVE);
      whole = true;
    } finally {
      if (!whole) {
        remove(part);
      }
    }
  }

  private WeightCacheException failed(String what, long bytes, IOException e) {
    String code =
        Files.isDirectory(folder)
                && Files.isWritable(folder)
                && freeBytes.applyAsLong(folder) < bytes
            ? "weights.disk-full"
            : "weights.unwritable";
    return new WeightCacheException(
        code,
        "%s are not kept in %s: %s (expected: %,d bytes)".formatted(what, folder, e, bytes),
        e);
  }

  private static void remove(Path folder) throws IOException {
    if (Files.notExists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
