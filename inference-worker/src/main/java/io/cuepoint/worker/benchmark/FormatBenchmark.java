package io.cuepoint.worker.benchmark;

import io.cuepoint.worker.checkpoint.Checkpoint;
import io.cuepoint.worker.checkpoint.WeightFormat;
import io.cuepoint.worker.engine.ComputeThreads;
import io.cuepoint.worker.engine.EngineOptions;
import io.cuepoint.worker.engine.MemoryBudget;
import io.cuepoint.worker.engine.onnxruntime.OnnxRuntimeEngine;
import io.cuepoint.worker.quantize.QuantizedWeights;
import io.cuepoint.worker.quantize.WeightCache;
import io.cuepoint.worker.quantize.WeightProgress;
import java.io.IOException;
import java.nio.file.Path;

/** Measures one weight format in this process; the first one to run has the vision tower too. */
final class FormatBenchmark {
  private static final int PREFILLS = 2;

  private final BenchmarkFolder folder;
  private final Shape shape;
  private final WeightFormat format;
  private final Lengths lengths;
  private final int threads;
  private final Figures figures = new Figures();

  FormatBenchmark(
      BenchmarkFolder folder, Shape shape, WeightFormat format, Lengths lengths, int threads) {
    this.folder = folder;
    this.shape = shape;
    this.format = format;
    this.lengths = lengths;
    this.threads = threads;
  }

  /** Runs it; minutes for a large shape. */
  Figures run(boolean withVision) throws IOException {
    Checkpoint checkpoint = RandomCheckpoint.make(folder.checkpoint(shape), shape);
    makeWeights(checkpoint, folder.weights());
    long begin = System.nanoTime();
    EngineOptions options =
        new EngineOptions(
            ComputeThreads.of(threads),
            MemoryBudget.ofMachine(),
            1,
            format,
            folder.weights(),
            WeightProgress.NONE);
    try (OnnxRuntimeEngine engine = OnnxRuntimeEngine.open(checkpoint, options)) {
      figures.put(Row.LOAD, seconds(begin));
      DecoderFeed feed = new DecoderFeed(checkpoint, engine.decoder());
      decoder(new DecoderMeasure(engine, feed));
      scores(engine, feed);
      if (withVision) {
        VisionMeasure vision = new VisionMeasure(checkpoint.config().vision(), engine.vision());
        figures.put(Row.VISION_SMALL, vision.pair(224, 420));
        figures.put(Row.VISION, vision.pair(364, 644));
      }
      ProcessMemory.peak().ifPresent(bytes -> figures.put(Row.PEAK, bytes / 1e9));
      ProcessMemory.own().ifPresent(bytes -> figures.put(Row.OWN, bytes / 1e9));
    }
    return figures;
  }

  private void makeWeights(Checkpoint checkpoint, Path weights) {
    if (format.isQuantized()) {
      long begin = System.nanoTime();
      QuantizedWeights unused =
          new WeightCache(weights, threads, WeightProgress.NONE).open(checkpoint, format);
      figures.put(Row.MAKE, seconds(begin));
    }
  }

  private void decoder(DecoderMeasure measure) {
    figures.put(Row.PREFILL, measure.prefill(lengths.prompt(), PREFILLS));
    DecoderMeasure.Decoding near = measure.decode(lengths.past(), lengths.decoded());
    figures.put(Row.DECODE, near.tokensPerSecond());
    figures.put(Row.JAVA, 100 * near.shareOfJava());
    figures.put(
        Row.DECODE_LONG, measure.decode(lengths.longPast(), lengths.decoded()).tokensPerSecond());
    if (format.isQuantized() && lengths.longPrompt() > 0) {
      figures.put(Row.PREFILL_LONG, measure.prefill(lengths.longPrompt(), 1));
    }
  }

  private void scores(OnnxRuntimeEngine engine, DecoderFeed feed) throws IOException {
    ReferenceScores reference = new ReferenceScores(folder.scores(shape), lengths.compared());
    if (format == WeightFormat.F32) {
      reference.write(engine.decoder(), feed);
    } else if (reference.exists()) {
      ReferenceScores.Difference difference = reference.compare(engine.decoder(), feed);
      figures.put(Row.ERROR, 100 * difference.error());
      figures.put(Row.AGREEMENT, 100 * difference.agreement());
    }
  }

  private static double seconds(long begin) {
    return (System.nanoTime() - begin) / 1e9;
  }
}
