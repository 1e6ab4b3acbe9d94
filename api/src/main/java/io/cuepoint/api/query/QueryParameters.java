package io.cuepoint.api.query;

import io.cuepoint.api.problem.ProblemCode;
import io.cuepoint.api.problem.ProblemException;
import io.cuepoint.contract.MediaTime;
import io.cuepoint.contract.Source;
import io.cuepoint.index.store.PageRequest;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.util.MultiValueMap;

/**
 * The query parameters of a request. Unknown, repeated, empty or malformed ones are refused and
 * named: a misspelt filter must never widen an answer.
 */
public final class QueryParameters {
  public static final int DEFAULT_LIMIT = 50;
  private static final int MAX_LENGTH = 1000;
  private static final Pattern SECONDS = Pattern.compile("-?\\d{1,9}(\\.\\d{1,6})?");
  private static final Pattern SPACED_OFFSET = Pattern.compile(" (\\d{2}:\\d{2})$");

  private final MultiValueMap<String, String> values;

  private QueryParameters(MultiValueMap<String, String> values) {
    this.values = values;
  }

  /**
   * The parameters of {@code request}.
   *
   * @param allowed the names that there are
   * @throws ProblemException when the request has others, or one of these twice
   */
  static QueryParameters of(ServerHttpRequest request, String... allowed) {
    MultiValueMap<String, String> values = request.getQueryParams();
    List<String> names = Arrays.asList(allowed);
    values.forEach(
        (name, given) -> {
          if (!names.contains(name)) {
            String expected = names.isEmpty() ? "none" : String.join(", ", names);
            throw new ProblemException(
                ProblemCode.QUERY_UNKNOWN_PARAMETER,
                Text.shown(name) + ": unknown (expected: " + expected + ")");
          }
          if (given.size() > 1) {
            throw new ProblemException(
                ProblemCode.QUERY_REPEATED_PARAMETER,
                name + ": given " + given.size() + " times (expected: once)");
          }
        });
    return new QueryParameters(values);
  }

  /** The value as it was given, empty when it was not. */
  public Optional<String> text(String name) {
    if (!values.containsKey(name)) {
      return Optional.empty();
    }
    String value = values.getFirst(name);
    if (value == null || value.isBlank()) {
      throw invalidText(name, "empty (expected: something, or no such parameter)");
    }
    if (value.length() > MAX_LENGTH) {
      throw invalidText(
          name, value.length() + " characters (expected: " + MAX_LENGTH + " at most)");
    }
    Text.fault(value)
        .ifPresent(
            fault -> {
              throw invalidText(name, fault + " (expected: text without control characters)");
            });
    return Optional.of(value);
  }

  /** Words to look for; a search box left empty does not restrict. */
  public Optional<String> words(String name) {
    String value = values.getFirst(name);
    return value == null || value.isBlank() ? Optional.empty() : text(name).map(String::strip);
  }

  public Optional<UUID> id(String name) {
    return parsed(name, ProblemCode.QUERY_INVALID_ID, "a UUID", Ids::parse);
  }

  /** Media time in seconds. */
  public Optional<MediaTime> seconds(String name) {
    return seconds(name, ProblemCode.QUERY_INVALID_TIME);
  }

  public Optional<MediaTime> seconds(String name, ProblemCode code) {
    return parsed(
        name,
        code,
        "seconds with at most six decimals, such as 12.5",
        value ->
            SECONDS.matcher(value).matches()
                ? Optional.of(MediaTime.ofSeconds(new BigDecimal(value)))
                : Optional.empty());
  }

  public Optional<Instant> instant(String name) {
    return parsed(
        name,
        ProblemCode.QUERY_INVALID_TIME,
        WallClock.EXPECTED,
        // a + that was not percent-encoded arrives as a space
        value -> WallClock.parse(SPACED_OFFSET.matcher(value).replaceFirst("+$1")));
  }

  public Optional<Integer> number(String name, ProblemCode code, int smallest, int largest) {
    return parsed(
        name,
        code,
        "a whole number, " + smallest + " to " + largest,
        value ->
            Optional.of(value)
                .filter(text -> text.matches("\\d{1,9}"))
                .map(Integer::valueOf)
                .filter(number -> number >= smallest && number <= largest));
  }

  public Source.@Nullable Kind source() {
    return constant("source", ProblemCode.QUERY_INVALID_SOURCE, Source.Kind.values());
  }

  /** One of {@code constants}, written in lower case with hyphens. */
  public <T extends Enum<T>> @Nullable T constant(String name, ProblemCode code, T[] constants) {
    List<String> written =
        Arrays.stream(constants)
            .map(constant -> constant.name().toLowerCase(Locale.ROOT).replace('_', '-'))
            .toList();
    return parsed(
            name,
            code,
            String.join(", ", written),
            value ->
                written.contains(value)
                    ? Optional.of(constants[written.indexOf(value)])
                    : Optional.<T>empty())
        .orElse(null);
  }

  /** {@code limit} (default {@value #DEFAULT_LIMIT}) and {@code cursor}. */
  public PageRequest page() {
    int limit =
        number("limit", ProblemCode.QUERY_INVALID_LIMIT, 1, PageRequest.MAX_LIMIT)
            .orElse(DEFAULT_LIMIT);
    return new PageRequest(limit, text("cursor").orElse(null));
  }

  private <T> Optional<T> parsed(
      String name, ProblemCode code, String expected, Function<String, Optional<T>> parser) {
    return text(name)
        .map(
            value ->
                parser
                    .apply(value)
                    .orElseThrow(
                        () ->
                            new ProblemException(
                                code,
                                "%s: %s (expected: %s)"
                                    .formatted(name, Text.shown(value), expected))));
  }

  private static ProblemException invalidText(String name, String fault) {
    return new ProblemException(ProblemCode.QUERY_INVALID_TEXT, name + ": " + fault);
  }
}
