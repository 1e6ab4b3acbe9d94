package io.cuepoint.worker;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;
import org.springframework.util.unit.DataSize;

/**
 * How a worker works.
 *
 * @param name stable name of this worker; default {@code worker}
 * @param clips how many clips it looks at at a time; default 1
 * @param maxClip bound for a clip's unpacked frames in memory; default 256 MB
 * @param modelPath a Hugging Face folder of Qwen2.5-VL ({@code cuepoint.model.path}); none by
 *     default
 */
@ConfigurationProperties("cuepoint")
record WorkerProperties(
    @Name("worker.name") @DefaultValue("worker") String name,
    @Name("worker.clips") @DefaultValue("1") int clips,
    @Name("worker.max-clip") @DefaultValue("256MB") DataSize maxClip,
    @Name("model.path") @Nullable Path modelPath) {
  WorkerProperties {
    if (clips < 1) {
      throw new IllegalArgumentException("cuepoint.worker.clips: " + clips + " (expected: >= 1)");
    }
  }

  /** Why no model runs. */
  String whyNoModel() {
    return modelPath == null
        ? "no model configured"
        : "this version does not run models yet; cuepoint.model.path is ignored";
  }
}
