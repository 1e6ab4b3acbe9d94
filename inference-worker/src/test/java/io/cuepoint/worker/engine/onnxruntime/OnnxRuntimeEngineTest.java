package io.cuepoint.worker.engine.onnxruntime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.cuepoint.worker.checkpoint.Checkpoint;
import io.cuepoint.worker.checkpoint.WeightFormat;
import io.cuepoint.worker.checkpoint.WeightMemory;
import io.cuepoint.worker.engine.ComputeThreads;
import io.cuepoint.worker.engine.DecoderRows;
import io.cuepoint.worker.engine.Engine;
import io.cuepoint.worker.engine.EngineOptions;
import io.cuepoint.worker.engine.KvCache;
import io.cuepoint.worker.engine.MemoryBudget;
import io.cuepoint.worker.engine.MemoryRefusedException;
import io.cuepoint.worker.golden.Golden;
import io.cuepoint.worker.graph.GraphOptions;
import io.cuepoint.worker.quantize.WeightCacheException;
import io.cuepoint.worker.quantize.WeightProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OnnxRuntimeEngineTest {
  private static final int ROWS = 5;
  private static final Path THREADS = Path.of("/proc/self/task");
  private static final String ALLOWED = "Cpus_allowed_list:\t";
  private static final ComputeThreads ONE = ComputeThreads.of(1);

  private final Checkpoint checkpoint = Checkpoint.open(Golden.bundled().resolve("flat-tied"));
  private final MemoryBudget budget = new MemoryBudget(256 << 20);

  @Test
  void givesTheSameWithAHeadTakenInBlocksOfRows() {
    GraphOptions cpu = GraphOptions.CPU;
    GraphOptions small =
        new GraphOptions(cpu.engine(), cpu.compute(), cpu.weights(), false, 50_000);
    float[] whole;
    float[] blocks;
    try (Engine engine = OnnxRuntimeEngine.open(checkpoint, 1, budget, cpu)) {
      whole = logits(engine);
    }
    try (Engine engine = OnnxRuntimeEngine.open(checkpoint, 1, budget, small)) {
      blocks = logits(engine);
    }
    assertThat(blocks).containsExactly(whole, offset(1e-5f));
  }

  @Test
  void keepsItsThreadsOnTheProcessorsThatAreGiven(@TempDir Path folder) throws IOException {
    assumeTrue(Files.isDirectory(THREADS), THREADS + " is not there (needed to see processors)");
    List<Integer> allowed = processors();
    assumeTrue(allowed.size() > 1, "one processor (needed: two)");
    int second = allowed.get(1);
    long before = threadsOn(second);
    EngineOptions options =
        new EngineOptions(
            new ComputeThreads(2, allowed.subList(0, 2)),
            budget,
            1,
            WeightFormat.F32,
            folder,
            WeightProgress.NONE);
    try (OnnxRuntimeEngine engine = OnnxRuntimeEngine.open(checkpoint, options)) {
      assertThat(engine.decoder().append(engine.decoder().newCache(64), rows(1))).isNotEmpty();
      assertThat(threadsOn(second)).isEqualTo(before + 2); // of the tower and the decoder
    }
  }

  /** Those that this process may run on, which need not begin with 0. */
  private static List<Integer> processors() throws IOException {
    return Files.readAllLines(THREADS.resolveSibling("status")).stream()
        .filter(line -> line.startsWith(ALLOWED))
        .flatMap(line -> ComputeThreads.on(line.substring(ALLOWED.length())).cores().stream())
        .toList();
  }

  private static long threadsOn(int processor) throws IOException {
    try (Stream<Path> threads = Files.list(THREADS)) {
      return threads.filter(thread -> isOn(processor, thread)).count();
    }
  }

  private static boolean isOn(int processor, Path thread) {
    try {
      return Files.readString(thread.resolve("status")).contains(ALLOWED + processor + "\n");
    } catch (IOException e) {
      return false; // it has ended
    }
  }

  @Test
  void forgetsWhatIsTruncated() {
    try (Engine engine = OnnxRuntimeEngine.open(checkpoint, 1, budget);
        KvCache cache = engine.decoder().newCache(64)) {
      DecoderRows rows = rows(1);
      float[] first = engine.decoder().append(cache, rows);
      engine.decoder().append(cache, rows(2));
      cache.truncate(0);
      assertThat(engine.decoder().append(cache, rows)).containsExactly(first);
      assertThat(cache.length()).isEqualTo(ROWS);
      assertThatThrownBy(() -> cache.truncate(ROWS + 1))
          .hasMessageContaining("expected: 0 to " + ROWS);
    }
  }

  @Test
  void refusesRowsThatTheCacheCannotHold() {
    try (Engine engine = OnnxRuntimeEngine.open(checkpoint, 1, budget);
        KvCache cache = engine.decoder().newCache(ROWS - 1)) {
      assertThatThrownBy(() -> engine.decoder().append(cache, rows(1)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("expected: at most 4");
      assertThat(cache.length()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"F32", "INT8", "INT4"})
  void choosesTheMostExactWeightsThatTheBudgetHolds(WeightFormat format, @TempDir Path folder) {
    long bytes = WeightMemory.of(checkpoint.weights(), format);
    MemoryBudget stated = new MemoryBudget(bytes + WorkingRoom.of(checkpoint.config()));
    EngineOptions options =
        new EngineOptions(ONE, stated, 1, WeightFormat.AUTO, folder, WeightProgress.NONE);
    try (OnnxRuntimeEngine engine = OnnxRuntimeEngine.open(checkpoint, options)) {
      assertThat(engine.weights().format()).isEqualTo(format);
      assertThat(engine.weights().reason()).startsWith(format.label() + " weights: ");
      assertThat(stated.reserved()).isEqualTo(bytes);
    }
    assertThat(stated.reserved()).isZero();
  }

  @Test
  void takesOneByteLessForTheNextFormat(@TempDir Path folder) {
    long room = WorkingRoom.of(checkpoint.config());
    long bytes = WeightMemory.of(checkpoint.weights(), WeightFormat.F32) + room - 1;
    EngineOptions options =
        new EngineOptions(
            ONE, new MemoryBudget(bytes), 1, WeightFormat.AUTO, folder, WeightProgress.NONE);
    try (OnnxRuntimeEngine engine = OnnxRuntimeEngine.open(checkpoint, options)) {
      assertThat(engine.weights().format()).isEqualTo(WeightFormat.INT8);
    }
  }

  @Test
  void leavesRoomForEveryClipThatIsLookedAtAtATime(@TempDir Path folder) {
    long room = WorkingRoom.of(checkpoint.config());
    long bytes = WeightMemory.of(checkpoint.weights(), WeightFormat.F32) + 2 * room - 1;
    EngineOptions options =
        new EngineOptions(
            ONE, new MemoryBudget(bytes), 2, WeightFormat.AUTO, folder, WeightProgress.NONE);
    try (OnnxRuntimeEngine engine = OnnxRuntimeEngine.open(checkpoint, options)) {
      assertThat(engine.weights().format()).isEqualTo(WeightFormat.INT8);
    }
  }

  @Test
  void givesBackTheMemoryOfWeightsThatCannotBeKept(@TempDir Path folder) throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    EngineOptions options =
        new EngineOptions(ONE, budget, 1, WeightFormat.INT8, file, WeightProgress.NONE);
    assertThatThrownBy(() -> OnnxRuntimeEngine.open(checkpoint, options))
        .isInstanceOf(WeightCacheException.class);
    assertThat(budget.reserved()).isZero();
  }

  @Test
  void givesBackAllMemoryAndRefusesARunThatDoesNotFit() {
    MemoryBudget tight = new MemoryBudget(2_200_000);
    try (Engine engine = OnnxRuntimeEngine.open(checkpoint, 1, tight);
        KvCache cache = engine.decoder().newCache(ROWS)) {
      assertThatThrownBy(() -> engine.decoder().append(cache, rows(1)))
          .isInstanceOf(MemoryRefusedException.class)
          .hasMessageContaining("decoding of 5 rows");
      assertThat(cache.length()).isZero();
    }
    assertThat(tight.reserved()).isZero();
  }

  private float[] logits(Engine engine) {
    try (KvCache cache = engine.decoder().newCache(ROWS)) {
      return engine.decoder().append(cache, rows(1));
    }
  }

  private DecoderRows rows(long seed) {
    Random random = new Random(seed);
    int hidden = checkpoint.config().text().hidden();
    int angles = checkpoint.config().text().headDim() / 2;
    float[] embeddings = new float[ROWS * hidden];
    for (int i = 0; i < embeddings.length; i++) {
      embeddings[i] = random.nextFloat() - 0.5f;
    }
    float[] cos = new float[ROWS * angles];
    Arrays.fill(cos, 1);
    return new DecoderRows(ROWS, embeddings, cos, new float[cos.length]);
  }
}
