package io.cuepoint.api.web;

import io.cuepoint.api.query.QueryArgument;
import io.cuepoint.object.ObjectLinks;
import io.cuepoint.object.ObjectStore;
import io.cuepoint.queue.ContractJson;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.web.reactive.config.BlockingExecutionConfigurer;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.result.method.annotation.ArgumentResolverConfigurer;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.json.JsonMapper;

/** Threads, headers and JSON of every request. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WebProperties.class)
public class WebConfiguration {
  @Bean
  JacksonModule contractJsonModule() {
    return ContractJson.module();
  }

  @Bean
  MalformedAddress malformedAddress(JsonMapper json) {
    return new MalformedAddress(json);
  }

  @Bean
  SecurityHeaders securityHeaders(ObjectStore objects) throws IOException {
    Optional<URI> link =
        objects instanceof ObjectLinks links
            ? links.link("origin", "video/mp4", "inline")
            : Optional.empty();
    return new SecurityHeaders(
        link.map(to -> to.getScheme() + "://" + to.getRawAuthority()).orElse(""));
  }

  @Bean
  CrossSiteFilter crossSiteFilter() {
    return new CrossSiteFilter();
  }

  /** Runs what blocks, the controllers whose answers are plain values first of all. */
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

  /** For blocking work in streams; unlike Reactor's own it never interrupts a write half-way. */
  @Bean
  Scheduler blockingScheduler(@Qualifier("requestExecutor") ThreadPoolTaskExecutor executor) {
    return Schedulers.fromExecutor(executor, true);
  }

  @Bean
  WebFluxConfigurer controllers(@Qualifier("requestExecutor") ThreadPoolTaskExecutor executor) {
    return new WebFluxConfigurer() {
      @Override
      public void configureBlockingExecution(BlockingExecutionConfigurer configurer) {
        configurer.setExecutor(executor);
      }

      @Override
      public void configureArgumentResolvers(ArgumentResolverConfigurer configurer) {
        configurer.addCustomResolver(new QueryArgument());
      }
    };
  }
}
