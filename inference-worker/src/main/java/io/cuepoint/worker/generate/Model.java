package io.cuepoint.worker.generate;

import io.cuepoint.worker.checkpoint.Checkpoint;
import io.cuepoint.worker.checkpoint.FiniteWeights;
import io.cuepoint.worker.checkpoint.GenerationDefaults;
import io.cuepoint.worker.checkpoint.Tokenizer;
import io.cuepoint.worker.checkpoint.Weights;
import io.cuepoint.worker.constrain.TokenBytes;
import io.cuepoint.worker.engine.Engine;
import io.cuepoint.worker.engine.WeightChoice;
import io.cuepoint.worker.text.TextRotary;
import io.cuepoint.worker.text.TokenRows;
import io.cuepoint.worker.vision.GridLayouts;
import io.cuepoint.worker.vision.Patches;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A checkpoint with its tokenizer and an engine that runs it. Thread-safe. */
public final class Model implements AutoCloseable {
  /** Frame sizes whose tables are kept. */
  private static final int LAYOUTS = 16;

  private final Checkpoint checkpoint;
  private final Tokenizer tokenizer;
  private final Engine engine;
  private final Patches patches;
  private final GridLayouts layouts;
  private final FeatureCache features;
  private final TokenRows rows;
  private final TextRotary rotary;
  private @Nullable TokenBytes tokenBytes;

  private Model(Checkpoint checkpoint, Tokenizer tokenizer, Engine engine, long featureBytes) {
    this.features = new FeatureCache(featureBytes);
    this.checkpoint = checkpoint;
    this.tokenizer = tokenizer;
    this.engine = engine;
    this.patches = new Patches(checkpoint.config().vision(), checkpoint.normalization());
    this.layouts = new GridLayouts(checkpoint.config().vision(), LAYOUTS);
    this.rows = new TokenRows(Weights.rows(checkpoint.weights().embedding()));
    this.rotary = new TextRotary(checkpoint.config().text());
  }

  /**
   * Loads a checkpoint into the engine that {@code engines} makes for it. Every weight is read once
   * before, so that one that is not a number is named.
   *
   * @param featureBytes bound for the tokens of frame pairs that are kept for clips that overlap; a
   *     pair of 26 x 46 patches takes 2.4 MB in the 3B model; 0 keeps none
   */
  public static Model open(
      Checkpoint checkpoint, Function<Checkpoint, Engine> engines, long featureBytes) {
    Tokenizer tokenizer = checkpoint.tokenizer();
    try {
      FiniteWeights.require(checkpoint.weights());
      return new Model(checkpoint, tokenizer, engines.apply(checkpoint), featureBytes);
    } catch (RuntimeException e) {
      tokenizer.close();
      throw e;
    }
  }

  public Checkpoint checkpoint() {
    return checkpoint;
  }

  /** How the weights are held, and why so. */
  public WeightChoice weights() {
    return engine.weights();
  }

  public Tokenizer tokenizer() {
    return tokenizer;
  }

  /** The vocabulary laid out for constraints; made when it is asked for first, then kept. */
  public synchronized TokenBytes tokenBytes() {
    TokenBytes made = tokenBytes;
    if (made == null) {
      made = TokenBytes.of(tokenizer);
      tokenBytes = made;
    }
    return made;
  }

  public Patches patches() {
    return patches;
  }

  public GridLayouts layouts() {
    return layouts;
  }

  /** How the checkpoint's publisher lets it generate. */
  public GenerationDefaults defaults() {
    return checkpoint.generationDefaults(tokenizer.control());
  }

  /** Turns frames into tokens. */
  public Viewer viewer() {
    return new Viewer(checkpoint.config().vision(), patches, layouts, engine.vision(), features);
  }

  /**
   * A conversation about {@code media}.
   *
   * @param capacity most tokens of prompt and answer together
   * @param chunk most tokens taken in at a time: more is faster and takes more memory
   * @throws io.cuepoint.worker.engine.MemoryRefusedException when the cache would not fit
   */
  public Conversation converse(Media media, int capacity, int chunk) {
    return new Conversation(
        engine.decoder(), tokenizer, new RowWriter(rows, rotary, media), capacity, chunk);
  }

  @Override
  public void close() {
    try {
      engine.close();
    } finally {
      tokenizer.close();
    }
  }
}
