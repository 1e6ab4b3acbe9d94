package io.cuepoint.ingest.isolate;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * {@code cuepoint.decoder.*}: the processes that read videos.
 *
 * @param isolated whether there are any; else videos are read in the service itself
 * @param memory bound of each, of all that it allocates
 * @param stall how long one may say nothing before it is ended
 * @param idle how long one is kept without work
 */
@ConfigurationProperties("cuepoint.decoder")
public record DecoderProperties(
    @DefaultValue("true") boolean isolated,
    @DefaultValue("2GB") DataSize memory,
    @DefaultValue("60s") Duration stall,
    @DefaultValue("30s") Duration idle) {
  private static final DataSize LEAST = DataSize.ofMegabytes(256);

  public DecoderProperties {
    if (memory.compareTo(LEAST) < 0) {
      throw new IllegalArgumentException(
          "cuepoint.decoder.memory: " + memory + " (expected: at least 256MB)");
    }
    if (stall.toMillis() < 1000) {
      throw new IllegalArgumentException(
          "cuepoint.decoder.stall: " + stall + " (expected: at least 1s)");
    }
  }
}
