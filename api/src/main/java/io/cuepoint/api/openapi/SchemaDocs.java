package io.cuepoint.api.openapi;

import static java.util.Objects.requireNonNull;

import io.cuepoint.api.problem.Problem;
import io.cuepoint.api.problem.ProblemCode;
import io.cuepoint.contract.Event;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;

/** Schemas as they are written: constants in lower case with hyphens, problems with their codes. */
final class SchemaDocs implements GlobalOpenApiCustomizer {
  @Override
  public void customise(OpenAPI api) {
    if (api.getComponents() == null) {
      api.setComponents(new Components());
    }
    Components components = api.getComponents();
    for (Class<?> type : List.of(Event.class, Problem.class)) {
      ModelConverters.getInstance(true).readAll(type).forEach(components::addSchemas);
    }
    Set<Schema<?>> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    components.getSchemas().values().forEach(schema -> hyphenate(schema, seen));
    StringSchema codes = new StringSchema();
    codes.setEnum(Arrays.stream(ProblemCode.values()).map(ProblemCode::code).toList());
    requireNonNull(components.getSchemas().get("Problem")).addProperty("code", codes);
  }

  private static void hyphenate(@Nullable Schema<?> schema, Set<Schema<?>> seen) {
    if (schema == null || !seen.add(schema)) {
      return;
    }
    rename(schema);
    if (schema.getProperties() != null) {
      schema.getProperties().values().forEach(each -> hyphenate(each, seen));
    }
    hyphenate(schema.getItems(), seen);
  }

  private static <T> void rename(Schema<T> schema) {
    List<T> constants = schema.getEnum();
    if (constants != null) {
      @SuppressWarnings("unchecked")
      List<T> written =
          (List<T>)
              constants.stream()
                  .map(each -> String.valueOf(each).toLowerCase(Locale.ROOT).replace('_', '-'))
                  .toList();
      schema.setEnum(written);
    }
  }
}
