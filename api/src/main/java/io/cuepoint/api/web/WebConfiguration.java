package io.cuepoint.api.web;

import io.cuepoint.queue.ContractJson;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.web.reactive.config.BlockingExecutionConfigurer;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import tools.jackson.databind.JacksonModule;

/** Threads, headers and JSON of every request. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WebProperties.class)
public class WebConfiguration {
  @Bean
  JacksonModule contractJsonModule() {
    return ContractJson.module();
  }

  @Bean
  SecurityHeaders securityHeaders() {
    return new SecurityHeaders();
  }

  @Bean
  CrossSiteFilter crossSiteFilter() {
    return new CrossSiteFilter();
  }

  /** Runs the controllers whose answers are plain values: they block. */
  @Bean(defaultCandidate = false)
  ThreadPoolTaskExecutor requestExecutor(WebProperties properties) {
    ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
    executor.setThreadNamePrefix("request-");
    executor.setCorePoolSize(properties.threads());
    executor.setMaxPoolSize(properties.threads());
    executor.setQueueCapacity(properties.waiting());
    executor.setAllowCoreThreadTimeOut(true);
    return executor;
  }

  @Bean
  WebFluxConfigurer blockingControllers(
      @Qualifier("requestExecutor") ThreadPoolTaskExecutor executor) {
    return new WebFluxConfigurer() {
      @Override
      public void configureBlockingExecution(BlockingExecutionConfigurer configurer) {
        configurer.setExecutor(executor);
      }
    };
  }
}
