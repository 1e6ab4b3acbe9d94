package io.cuepoint.worker.checkpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The weights of a checkpoint, where they lie: every tensor that the configuration asks for is
 * there, in the right shape and in a format that can be run. Thread-safe.
 */
public final class Weights {
  private final Map<String, TensorRef> tensors;
  private final Set<String> unused;
  private final String layout;
  private final boolean tied;

  private Weights(Map<String, TensorRef> tensors, Set<String> unused, String layout, boolean tied) {
    this.tensors = tensors;
    this.unused = unused;
    this.layout = layout;
    this.tied = tied;
  }

  /**
   * The weights of a folder.
   *
   * @throws CheckpointException naming the shard or tensor that is missing, broken or of another
   *     shape
   */
  static Weights open(Path folder, ModelConfig config) {
    Map<String, TensorRef> byName = new LinkedHashMap<>();
    String layout = "bare";
    for (TensorRef stored : Shards.open(folder).values()) {
      String name = TensorNames.of(stored.name());
      TensorRef renamed =
          new TensorRef(
              name, stored.type(), stored.shape(), stored.file(), stored.offset(), stored.bytes());
      if (byName.put(name, renamed) != null) {
        throw new CheckpointException(
            "checkpoint.overlap", name + " stands under two names, one is " + stored.name());
      }
      if (name.equals(TensorNames.EMBEDDING)) {
        layout = TensorNames.layout(stored.name());
      }
    }
    Map<String, TensorRef> used = new LinkedHashMap<>();
    ExpectedTensors.of(config)
        .forEach((name, shape) -> used.put(name, checked(byName.get(name), name, shape)));
    Set<String> unused = new TreeSet<>(byName.keySet());
    unused.removeAll(used.keySet());
    return new Weights(used, unused, layout, config.text().tied());
  }

  private static TensorRef checked(@Nullable TensorRef tensor, String name, List<Long> shape) {
    if (tensor == null) {
      throw new CheckpointException(
          "checkpoint.missing-tensor", name + " is in no shard (expected: shape " + shape + ")");
    }
    if (!tensor.shape().equals(shape)) {
      throw new CheckpointException(
          "checkpoint.shape",
          "%s in %s: shape %s (expected by config.json: %s)"
              .formatted(name, tensor.file().getFileName(), tensor.shape(), shape));
    }
    if (!tensor.type().isWeight()) {
      throw new CheckpointException(
          "checkpoint.dtype", name + ": " + tensor.type() + " (expected: F32, F16 or BF16)");
    }
    return tensor;
  }

  /** All tensors that the model uses, in the order of the computation; a tied head is not twice. */
  public Collection<TensorRef> all() {
    return tensors.values();
  }

  /** Names in the files that the model has no use for, such as stored rotary frequencies. */
  public Set<String> unused() {
    return unused;
  }

  /** How tensors are named in the files: {@code old}, {@code new} or {@code bare}. */
  public String layout() {
    return layout;
  }

  /** Whether {@link #head()} is {@link #embedding()}. */
  public boolean tied() {
    return tied;
  }

  public Optional<TensorRef> find(String name) {
    return Optional.ofNullable(tensors.get(name));
  }

  /**
   * A tensor of a known shape.
   *
   * @throws CheckpointException when there is none, or it has another shape
   */
  public TensorRef get(String name, long... shape) {
    return checked(tensors.get(name), name, Arrays.stream(shape).boxed().toList());
  }

  /** The embedding table {@code [vocab, hidden]}. */
  public TensorRef embedding() {
    return find(TensorNames.EMBEDDING).orElseThrow();
  }

  /** The head {@code [vocab, hidden]}; the embedding table where they are tied. */
  public TensorRef head() {
    return tied ? embedding() : find(TensorNames.HEAD).orElseThrow();
  }

  /** The decoder's matrices {@code [out, in]} and the head: what {@link WeightFormat} is about. */
  public List<TensorRef> matrices() {
    List<TensorRef> matrices = new ArrayList<>();
    for (TensorRef tensor : all()) {
      if (tensor.name().startsWith(TensorNames.LAYERS) && tensor.shape().size() == 2) {
        matrices.add(tensor);
      }
    }
    matrices.add(head());
    return matrices;
  }

  /**
   * Part of a tensor's file as memory, read-only, little endian; nothing is read until it is used.
   *
   * @param from byte within the tensor
   * @param length in bytes, up to 2 GiB
   */
  public static ByteBuffer map(TensorRef tensor, long from, int length) {
    if (from < 0 || length < 0 || from > tensor.bytes() - length) {
      throw new IllegalArgumentException(
          "bytes %d + %d of %s (expected: within %d)"
              .formatted(from, length, tensor.name(), tensor.bytes()));
    }
    try (FileChannel channel = FileChannel.open(tensor.file())) {
      return channel
          .map(FileChannel.MapMode.READ_ONLY, tensor.offset() + from, length)
          .order(ByteOrder.LITTLE_ENDIAN);
    } catch (IOException e) {
      throw new UncheckedIOException(tensor.name() + " in " + tensor.file(), e);
    }
  }

  /** A tensor's rows (its outermost side) as f32, read in place. */
  public static RowTable rows(TensorRef tensor) {
    return new RowTable(tensor);
  }
}
