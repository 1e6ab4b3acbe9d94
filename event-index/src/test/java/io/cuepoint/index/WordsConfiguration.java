package io.cuepoint.index;

import io.cuepoint.index.embed.TextEmbedder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** Embeds by {@link WordsEmbedder}. */
@Configuration(proxyBeanMethods = false)
public class WordsConfiguration {
  @Bean
  @Primary
  TextEmbedder wordsEmbedder() {
    return new WordsEmbedder();
  }
}
