package io.cuepoint.api.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.CRC32;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.web.reactive.config.ResourceHandlerRegistry;
import org.springframework.web.reactive.config.WebFluxConfigurer;

/** Serves the page's files so that a browser never runs those of an older version. */
@Configuration(proxyBeanMethods = false)
public class PageConfiguration {
  /**
   * Browsers ask each time, and learn by the content's checksum whether it changed. Its time of
   * change would not tell: reproducible builds give all files the same one.
   */
  @Bean
  @Order(-1) // before Spring Boot's own, which leaves a pattern alone that is there
  WebFluxConfigurer pageFiles() {
    return new WebFluxConfigurer() {
      @Override
      public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry
            .addResourceHandler("/**")
            .addResourceLocations("classpath:/static/")
            .setCacheControl(CacheControl.noCache())
            .setUseLastModified(false)
            .setEtagGenerator(PageConfiguration::checksum);
      }
    };
  }

  private static String checksum(Resource file) {
    CRC32 checksum = new CRC32();
    try {
      checksum.update(file.getContentAsByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return "\"%08x\"".formatted(checksum.getValue());
  }
}
