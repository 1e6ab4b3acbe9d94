package io.cuepoint.worker.checkpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
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
   *     Face's cache; or a model's folder in that cache
   * @throws CheckpointException when it is not a whole checkpoint of Qwen2.5-VL
   */
  public static Checkpoint open(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new CheckpointException("checkpoint.missing-file", "no folder " + folder);
    }
    Path snapshot = snapshot(folder);
    ModelConfig config = ConfigReader.read(JsonFile.read(snapshot.resolve("config.json")));
    return new Checkpoint(snapshot, config, Weights.open(snapshot, config));
  }

  /** The current snapshot, where {@code folder} is a model's folder in Hugging Face's cache. */
  private static Path snapshot(Path folder) {
    Path current = folder.resolve("refs/main");
    if (Files.exists(folder.resolve("config.json")) || !Files.isRegularFile(current)) {
      return folder;
    }
    try {
      return folder.resolve("snapshots").resolve(Files.readString(current).strip());
    } catch (IOException | InvalidPathException e) {
      throw new CheckpointException("checkpoint.unreadable", current + ": " + e, e);
    }
  }

  /** Where {@code config.json} lies. */
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
