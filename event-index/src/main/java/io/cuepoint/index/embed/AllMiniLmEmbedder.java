package io.cuepoint.index.embed;

import ai.onnxruntime.OrtEnvironment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.onnx.allminilml6v2q.AllMiniLmL6V2QuantizedEmbeddingModel;
import io.cuepoint.onnx.OnnxEnvironment;
import java.util.List;

/**
 * The quantised all-MiniLM-L6-v2: English, 384 numbers, about 7 ms a sentence. Loaded when first
 * needed, which takes about a second and 240 MB outside the heap. Safe for concurrent use.
 */
public final class AllMiniLmEmbedder implements TextEmbedder {
  @Override
  public String model() {
    return "all-MiniLM-L6-v2-q";
  }

  @Override
  public int dimension() {
    return 384;
  }

  @Override
  public List<float[]> embed(List<String> texts) {
    return UnitVectors.of(Model.LOADED, texts);
  }

  private static final class Model {
    // sentence after sentence on the caller's thread; one sentence uses all cores as it is
    static final EmbeddingModel LOADED;

    static {
      OrtEnvironment unused = OnnxEnvironment.get();
      LOADED = new AllMiniLmL6V2QuantizedEmbeddingModel(Runnable::run);
    }
  }
}
