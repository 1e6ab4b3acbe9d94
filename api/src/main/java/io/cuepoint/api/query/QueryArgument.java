package io.cuepoint.api.query;

import org.springframework.core.MethodParameter;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.result.method.SyncHandlerMethodArgumentResolver;
import org.springframework.web.server.ServerWebExchange;

/** Hands a call its {@link QueryParameters}, checked against its {@link Query}. */
public final class QueryArgument implements SyncHandlerMethodArgumentResolver {
  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return parameter.getParameterType().equals(QueryParameters.class);
  }

  @Override
  public QueryParameters resolveArgumentValue(
      MethodParameter parameter, BindingContext binding, ServerWebExchange exchange) {
    return QueryParameters.of(exchange.getRequest(), names(parameter));
  }

  /** The names that the call's parameter allows. */
  public static String[] names(MethodParameter parameter) {
    Query query = parameter.getParameterAnnotation(Query.class);
    return query == null ? new String[0] : query.value();
  }
}
