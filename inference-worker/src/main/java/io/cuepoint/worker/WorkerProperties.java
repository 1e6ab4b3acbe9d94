package io.cuepoint.worker;

import java.nio.file.Path;
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
 * @param demo whether the tiny model that comes with Cuepoint looks at its own films where no other
 *     model is configured ({@code cuepoint.demo}); default false
 * @param home where that model's files and quantised weights are laid ({@code cuepoint.home});
 *     default {@code .cuepoint}
 */
@ConfigurationProperties("cuepoint")
record WorkerProperties(
    @Name("worker.name") @DefaultValue("worker") String name,
    @Name("worker.clips") @DefaultValue("1") int clips,
    @Name("worker.max-clip") @DefaultValue("256MB") DataSize maxClip,
    @DefaultValue("false") boolean demo,
    @DefaultValue(".cuepoint") Path home) {
  WorkerProperties {
    if (clips < 1) {
      throw new IllegalArgumentException("cuepoint.worker.clips: " + clips + " (expected: >= 1)");
    }
  }
}
