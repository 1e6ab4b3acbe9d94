package io.cuepoint.api.query;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the query parameters that a call has, on its argument of type {@link QueryParameters}.
 * Others are refused; a call whose argument does not bear this has none. The description of the
 * interface is made from the same names.
 */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface Query {
  String[] value();
}
