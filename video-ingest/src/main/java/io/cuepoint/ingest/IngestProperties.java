package io.cuepoint.ingest;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How an ingest service works.
 *
 * @param videos how many videos it reads at a time, each in a process of its own, so that the
 *     operating system shares the cores fairly among them; default 0: as many as there are cores, 2
 *     at least, so that a short video need not wait for a long one
 * @param analyses how many further analyses of videos it samples at a time; default 1
 * @param recheck how long it waits when the clip quota or the disk is full before it looks again;
 *     default 2 s
 */
@ConfigurationProperties("cuepoint.ingest")
record IngestProperties(
    @DefaultValue("0") int videos,
    @DefaultValue("1") int analyses,
    @DefaultValue("2s") Duration recheck) {
  IngestProperties {
    if (videos < 0 || analyses < 1) {
      throw new IllegalArgumentException(
          "cuepoint.ingest: videos %d, analyses %d (expected: >= 0 and >= 1)"
              .formatted(videos, analyses));
    }
    videos = videos == 0 ? Math.max(2, Runtime.getRuntime().availableProcessors()) : videos;
  }
}
