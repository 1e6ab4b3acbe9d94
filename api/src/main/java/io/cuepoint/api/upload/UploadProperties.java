package io.cuepoint.api.upload;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Limits of uploads.
 *
 * @param maxSize of one file; default 50 GB
 * @param stallTimeout how long a body may stand still before it is given up; default 60 s
 */
@ConfigurationProperties("cuepoint.upload")
public record UploadProperties(
    @DefaultValue("50GB") DataSize maxSize, @DefaultValue("60s") Duration stallTimeout) {
  public UploadProperties {
    if (maxSize.toBytes() < 1 || stallTimeout.isNegative() || stallTimeout.isZero()) {
      throw new IllegalArgumentException(
          "cuepoint.upload: max-size %s, stall-timeout %s (expected: above 0)"
              .formatted(maxSize, stallTimeout));
    }
  }
}
