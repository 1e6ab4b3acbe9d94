package io.cuepoint.api.problem;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** Error answers. */
@Configuration(proxyBeanMethods = false)
public class ProblemConfiguration {
  @Bean
  ProblemHandler problemHandler(JsonMapper json) {
    return new ProblemHandler(json);
  }
}
