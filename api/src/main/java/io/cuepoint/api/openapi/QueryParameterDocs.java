package io.cuepoint.api.openapi;

import static java.util.Objects.requireNonNull;

import io.cuepoint.api.query.QueryArgument;
import io.cuepoint.api.query.QueryParameters;
import io.cuepoint.index.store.PageRequest;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.NumberSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.media.UUIDSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.QueryParameter;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springframework.core.MethodParameter;
import org.springframework.web.method.HandlerMethod;

/** Describes the query parameters that a call allows, from what it checks them by. */
final class QueryParameterDocs implements GlobalOperationCustomizer {
  private static final Map<String, Described> KNOWN =
      Map.ofEntries(
          described("state", "State of the video.", states()),
          described("tag", "Only videos that bear this tag.", new StringSchema()),
          described("label", "Only events of this label, such as cut.", new StringSchema()),
          described("source", "What reported the event.", oneOf("detector", "model")),
          described("video", "Only events of this video.", new UUIDSchema()),
          described("q", "Words, ranked by text and by meaning together.", new StringSchema()),
          described("start", "Only events that overlap [start, end): seconds.", seconds()),
          described("end", "Only events that overlap [start, end): seconds.", seconds()),
          described("from", "Only events that overlap [from, to): RFC 3339.", instant()),
          described("to", "Only events that overlap [from, to): RFC 3339.", instant()),
          described("limit", "Items of one part of the list.", limit()),
          described("cursor", "The `next` of the part before.", new StringSchema()),
          described("topic", "Whose dead letters are sent again.", new StringSchema()),
          described("t", "Media time in seconds, 0 to the video's end.", seconds()),
          described("width", "Pixels; the picture is never enlarged.", width()));

  @Override
  public Operation customize(Operation operation, HandlerMethod call) {
    for (MethodParameter argument : call.getMethodParameters()) {
      if (argument.getParameterType().equals(QueryParameters.class)) {
        for (String name : QueryArgument.names(argument)) {
          add(operation, name);
        }
      }
    }
    return operation;
  }

  private static void add(Operation operation, String name) {
    List<Parameter> parameters = operation.getParameters();
    if (parameters != null
        && parameters.stream().anyMatch(parameter -> name.equals(parameter.getName()))) {
      return;
    }
    Described known = requireNonNull(KNOWN.get(name), name);
    operation.addParametersItem(
        new QueryParameter()
            .name(name)
            .required(false)
            .description(known.description)
            .schema(known.schema));
  }

  private static Map.Entry<String, Described> described(
      String name, String description, Schema<?> schema) {
    return Map.entry(name, new Described(description, schema));
  }

  private static Schema<?> states() {
    return oneOf("received", "sampling", "analysing", "ready", "failed");
  }

  private static Schema<?> oneOf(String... values) {
    StringSchema schema = new StringSchema();
    schema.setEnum(Arrays.asList(values));
    return schema;
  }

  private static Schema<?> seconds() {
    return new NumberSchema().multipleOf(new BigDecimal("0.000001"));
  }

  private static Schema<?> instant() {
    return new StringSchema().format("date-time");
  }

  private static Schema<?> limit() {
    return between(1, PageRequest.MAX_LIMIT, QueryParameters.DEFAULT_LIMIT);
  }

  private static Schema<?> width() {
    return between(16, 1920, 320);
  }

  private static Schema<?> between(int smallest, int largest, int otherwise) {
    Schema<?> schema = new IntegerSchema();
    schema.setMinimum(BigDecimal.valueOf(smallest));
    schema.setMaximum(BigDecimal.valueOf(largest));
    schema.setDefault(otherwise);
    return schema;
  }

  private record Described(String description, Schema<?> schema) {}
}
