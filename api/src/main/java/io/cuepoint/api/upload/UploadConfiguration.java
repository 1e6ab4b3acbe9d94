package io.cuepoint.api.upload;

import io.cuepoint.index.store.VideoStore;
import io.cuepoint.object.ObjectStore;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.http.codec.CodecCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.codec.multipart.PartEventHttpMessageReader;

/** Uploads. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(UploadProperties.class)
public class UploadConfiguration {
  private static final int MAX_PARTS = 64;
  private static final int MAX_FIELD_BYTES = 16 * 1024;

  @Bean
  UploadController uploadController(
      ObjectStore objects, VideoStore videos, UploadProperties limits) {
    return new UploadController(objects, videos, limits);
  }

  /** Bounds what a multipart body holds in memory: fields, headers, number of parts. */
  @Bean
  CodecCustomizer multipartLimits() {
    return codecs ->
        codecs
            .defaultCodecs()
            .configureDefaultCodec(
                codec -> {
                  if (codec instanceof PartEventHttpMessageReader reader) {
                    reader.setMaxInMemorySize(MAX_FIELD_BYTES);
                    reader.setMaxParts(MAX_PARTS);
                  }
                });
  }
}
