package io.cuepoint.api.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.cuepoint.api.stream.StreamProperties;
import io.cuepoint.api.upload.UploadProperties;
import io.cuepoint.api.video.ThumbnailProperties;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

/** The defaults that the properties document. */
class DefaultsTest {
  private final Binder nothingSet = new Binder(new MapConfigurationPropertySource(Map.of()));

  @Test
  void boundsUploads() {
    assertThat(nothingSet.bindOrCreate("cuepoint.upload", UploadProperties.class))
        .isEqualTo(new UploadProperties(DataSize.ofGigabytes(50), Duration.ofSeconds(60)));
  }

  @Test
  void boundsStreams() {
    assertThat(nothingSet.bindOrCreate("cuepoint.stream", StreamProperties.class))
        .isEqualTo(new StreamProperties(500, Duration.ofMillis(250), Duration.ofSeconds(15), 100));
  }

  @Test
  void boundsThumbnails() {
    assertThat(nothingSet.bindOrCreate("cuepoint.thumbnail", ThumbnailProperties.class))
        .isEqualTo(
            new ThumbnailProperties(2, 200, Duration.ofSeconds(30), DataSize.ofMegabytes(32)));
  }

  @Test
  void boundsRequests() {
    assertThat(nothingSet.bindOrCreate("cuepoint.web", WebProperties.class))
        .isEqualTo(new WebProperties(32, 1000));
  }
}
