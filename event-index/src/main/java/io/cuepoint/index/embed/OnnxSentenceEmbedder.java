package io.cuepoint.index.embed;

import ai.onnxruntime.OrtEnvironment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.onnx.OnnxEmbeddingModel;
import dev.langchain4j.model.embedding.onnx.PoolingMode;
import io.cuepoint.onnx.OnnxEnvironment;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * A sentence encoder from a folder: {@code model.onnx} and {@code tokenizer.json}, mean pooling.
 */
public final class OnnxSentenceEmbedder implements TextEmbedder {
  private final EmbeddingModel encoder;
  private final String model;
  private final int dimension;

  /**
   * Loads the model, and embeds a word to see that it works.
   *
   * @throws IllegalArgumentException when the folder holds no such model
   */
  public OnnxSentenceEmbedder(Path folder) {
    Path weights = file(folder, "model.onnx");
    Path tokenizer = file(folder, "tokenizer.json");
    OrtEnvironment unused = OnnxEnvironment.get();
    try {
      encoder = new OnnxEmbeddingModel(weights, tokenizer, PoolingMode.MEAN, Runnable::run);
      dimension = UnitVectors.of(encoder, List.of("word")).get(0).length;
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(
          "cuepoint.embedding.path: "
              + folder
              + " does not hold a sentence encoder that runs: "
              + e.getMessage(),
          e);
    }
    model = folder.toAbsolutePath().normalize().getFileName() + "@" + hash(weights);
  }

  private static Path file(Path folder, String name) {
    Path file = folder.resolve(name);
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException(
          "cuepoint.embedding.path: no "
              + name
              + " in "
              + folder
              + " (expected: a folder with it)");
    }
    return file;
  }

  private static String hash(Path file) {
    try (InputStream in =
        new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
      in.transferTo(OutputStream.nullOutputStream());
      byte[] digest = ((DigestInputStream) in).getMessageDigest().digest();
      return HexFormat.of().formatHex(digest, 0, 6);
    } catch (IOException | NoSuchAlgorithmException e) {
      throw new IllegalArgumentException("cuepoint.embedding.path: " + file + ": " + e, e);
    }
  }

  @Override
  public String model() {
    return model;
  }

  @Override
  public int dimension() {
    return dimension;
  }

  @Override
  public List<float[]> embed(List<String> texts) {
    return UnitVectors.of(encoder, texts);
  }
}
