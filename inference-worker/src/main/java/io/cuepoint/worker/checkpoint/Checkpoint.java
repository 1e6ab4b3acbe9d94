package io.cuepoint.worker.checkpoint;

import java.nio.file.Files;
import java.nio.file.Path;

/** A Hugging Face folder of Qwen2.5-VL, opened and checked; nothing in it is changed. */
public final class Checkpoint {
  private final Path folder;
  private final ModelConfig config;
  private final Weights weights;

  private Checkpoint(Path folder, ModelConfig config, Weights weights) {
    this.folder = folder;
    this.config = config;
    this.weights = weights;
  }

  /**
   * Opens a folder; reads headers, no weights.
   *
   * @param folder with {@code config.json} and safetensors files, or links to them as in Hugging
   *     Face's cache
   * @throws CheckpointException when it is not a whole checkpoint of Qwen2.5-VL
   */
  public static Checkpoint open(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new CheckpointException("checkpoint.missing-file", "no folder " + folder);
    }
    ModelConfig config = ConfigReader.read(JsonFile.read(folder.resolve("config.json")));
    return new Checkpoint(folder, config, Weights.open(folder, config));
  }

  public Path folder() {
    return folder;
  }

  public ModelConfig config() {
    return config;
  }

  public Weights weights() {
    return weights;
  }

  /** Loads the tokenizer, which takes about a second; the caller closes it. */
  public Tokenizer tokenizer() {
    return Tokenizer.open(folder, config);
  }

  /** How the publisher lets the model generate. */
  public GenerationDefaults generationDefaults(ControlTokens control) {
    return GenerationDefaults.read(folder, config, control);
  }

  /** How colours are scaled before they are cut into patches. */
  public Normalization normalization() {
    return Normalization.read(folder);
  }
}
