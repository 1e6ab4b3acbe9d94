package io.cuepoint.worker.console;

import io.cuepoint.queue.ContractJson;
import io.cuepoint.worker.checkpoint.Checkpoint;
import io.cuepoint.worker.checkpoint.CheckpointException;
import io.cuepoint.worker.checkpoint.Tokenizer;
import io.cuepoint.worker.checkpoint.WeightFormat;
import io.cuepoint.worker.engine.ComputeThreads;
import io.cuepoint.worker.engine.EngineException;
import io.cuepoint.worker.engine.EngineOptions;
import io.cuepoint.worker.engine.MemoryBudget;
import io.cuepoint.worker.engine.choice.ChosenEngine;
import io.cuepoint.worker.engine.choice.EngineKind;
import io.cuepoint.worker.engine.tensorrt.BuildProgress;
import io.cuepoint.worker.generate.Model;
import io.cuepoint.worker.quantize.WeightProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * {@code verify FOLDER}: every checkpoint and case of a golden folder, a line a case with every
 * figure; by the code that the worker runs.
 */
final class VerifyCommand implements Command {
  private static final Logger log = LoggerFactory.getLogger(VerifyCommand.class);
  private static final Set<String> OPTIONS =
      Set.of("threads", "clips", "weights", "engine", "home", "device", "plans");
  private static final String TOKENIZER_CASES = "tokenizer.cases.json";
  private static final long FEATURE_BYTES = 64L << 20;
  private static final String TOKENIZER = "published-vocabulary";

  @Override
  public String name() {
    return "verify";
  }

  @Override
  public String usage() {
    return """
        verify FOLDER [--threads N]      checkpoints and cases of a golden folder;
                                            --clips N: so many cases at a time;
                                            --weights f32|int8|int4, f32 by default;
                                            --engine tensorrt, --weights
                                            f32|bf16|int8|fp8|int4,
                                            --home DIR: an unpacked TensorRT,
                                            --device 0,1: its GPUs, in stages where several,
                                            --plans DIR: where built plans are kept""";
  }

  @Override
  public boolean run(List<String> words, Output output) throws Exception {
    Arguments arguments = Arguments.parse(words, OPTIONS);
    EngineKind kind = EngineOption.of(arguments);
    WeightFormat format =
        kind == EngineKind.TENSORRT
            ? WeightOption.onGpu(arguments, WeightFormat.F32)
            : WeightOption.of(arguments, WeightFormat.F32);
    Path folder = Path.of(arguments.operand());
    int threads = arguments.threads();
    int clips = arguments.clips();
    boolean json = arguments.json();
    boolean all = true;
    int cases = 0;
    try (TemporaryFolder weights = new TemporaryFolder("cuepoint-weights")) {
      ChosenEngine engine = EngineOption.choose(kind, arguments, weights.path());
      for (Path checkpoint : list(folder, each -> Files.exists(each.resolve("config.json")))) {
        List<Path> files = list(checkpoint, GoldenCase::isCase);
        if (!files.isEmpty()) {
          EngineOptions options =
              new EngineOptions(
                  ComputeThreads.of(threads),
                  MemoryBudget.ofMachine(),
                  clips,
                  format,
                  weights.path(),
                  WeightProgress.NONE);
          cases += files.size();
          try {
            all &= cases(checkpoint, files, engine, options, json, output);
          } catch (CheckpointException e) {
            all = failed(checkpoint, e.code(), e, output);
          } catch (EngineException e) {
            all = failed(checkpoint, e.code(), e, output);
          }
        }
      }
    }
    Path texts = folder.resolve(TOKENIZER_CASES);
    if (Files.exists(texts) && Files.exists(folder.resolve(TOKENIZER))) {
      all &= texts(folder.resolve(TOKENIZER), texts, json, output);
      cases++;
    }
    if (cases == 0) {
      throw new NoSuchFileException(folder.toString(), null, "no checkpoint with cases here");
    }
    return all;
  }

  private static boolean cases(
      Path folder,
      List<Path> files,
      ChosenEngine engine,
      EngineOptions options,
      boolean json,
      Output output)
      throws Exception {
    Tolerance tolerance = Tolerance.of(options.weights(), engine.kind());
    String checkpoint = String.valueOf(folder.getFileName());
    boolean all = true;
    ExecutorService threads = Executors.newFixedThreadPool(options.clips());
    try (Model model =
        Model.open(
            Checkpoint.open(folder),
            opened -> engine.open(opened, options, told(output)),
            FEATURE_BYTES)) {
      List<Future<Findings>> pending = new ArrayList<>();
      for (Path file : files) {
        GoldenCase golden = GoldenCase.read(file);
        pending.add(
            threads.submit(() -> new CaseCheck(model, golden, tolerance, checkpoint).run()));
      }
      for (Future<Findings> each : pending) {
        Findings findings = each.get();
        output.line(json, findings.figures());
        all &= findings.ok();
      }
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    } finally {
      threads.shutdownNow();
    }
    return all;
  }

  /** Tells it and gives false; the next checkpoint is another graph and may run. */
  private static boolean failed(Path checkpoint, String code, Exception e, Output output) {
    output.message("%s: %s: %s".formatted(checkpoint.getFileName(), code, e.getMessage()));
    log.debug("{}", checkpoint, e);
    return false;
  }

  private static BuildProgress told(Output output) {
    return (what, elapsed) ->
        output.message("building %s: %d s".formatted(what, elapsed.toSeconds()));
  }

  private static boolean texts(Path folder, Path file, boolean json, Output output)
      throws IOException {
    Findings findings = new Findings(TOKENIZER, "tokenizer");
    int wrong = 0;
    int texts = 0;
    try (Tokenizer tokenizer = Checkpoint.open(folder).tokenizer()) {
      for (JsonNode each : ContractJson.mapper().readTree(Files.readAllBytes(file))) {
        wrong += matches(tokenizer, each) ? 0 : 1;
        texts++;
      }
    }
    findings.note("texts", texts);
    findings.note("wrong", wrong);
    findings.same("ids and decodings", wrong == 0);
    output.line(json, findings.figures());
    return findings.ok();
  }

  private static boolean matches(Tokenizer tokenizer, JsonNode stated) {
    int[] ids = stated.get("ids").valueStream().mapToInt(JsonNode::intValue).toArray();
    return Arrays.equals(tokenizer.encode(stated.get("text").asString()), ids)
        && tokenizer.decode(ids).equals(stated.get("decoded").asString())
        && tokenizer.decodeWithControl(ids).equals(stated.get("decoded_with_special").asString());
  }

  private static List<Path> list(Path folder, Predicate<Path> filter) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(filter).sorted().toList();
    }
  }
}
