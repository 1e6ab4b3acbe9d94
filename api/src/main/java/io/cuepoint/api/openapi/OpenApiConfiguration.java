package io.cuepoint.api.openapi;

import io.cuepoint.api.query.QueryParameters;
import io.cuepoint.contract.MediaTime;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.NumberSchema;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/** The description at {@code /v3/api-docs}. */
@Configuration(proxyBeanMethods = false)
public class OpenApiConfiguration {
  @Bean
  OpenAPI openApi(@Value("${cuepoint.version}") String version) {
    SpringDocUtils.getConfig()
        .replaceWithSchema(
            MediaTime.class,
            new NumberSchema().description("Media time in seconds, at most six decimals."))
        .addRequestWrapperToIgnore(QueryParameters.class);
    Info info =
        new Info()
            .title("Cuepoint")
            .version(version)
            .description(
                "Watches long videos and answers, to the second, when something happened.");
    return new OpenAPI().info(info);
  }

  @Bean
  QueryParameterDocs queryParameterDocs() {
    return new QueryParameterDocs();
  }

  @Bean
  @Order(1)
  GlobalOpenApiCustomizer schemaDocs() {
    return new SchemaDocs();
  }

  @Bean
  @Order(2)
  GlobalOpenApiCustomizer callDocs() {
    return new CallDocs();
  }
}
