package io.cuepoint.worker.localize;

import io.cuepoint.contract.MediaTime;
import io.cuepoint.contract.TimeSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Reads answers about when something happens, in the forms in which the model gives them (spec
 * 6.2): a JSON list of objects with {@code start_time}, {@code end_time} and {@code description},
 * one such object, a map from {@code "start - end"} to a description, or a sentence with {@code
 * "from 64.0 - 72.0 seconds"}. Bounds the wrong way round are turned, those beyond the clip are
 * cut; what then has no length is left out.
 */
final class EventAnswer {
  private static final String TIME = "\\d[\\d:.]*";
  private static final Pattern RANGE =
      Pattern.compile("(" + TIME + ")\\s*s?(?:econds)?\\s*(?:-|–|to)\\s*(" + TIME + ")");
  private static final Pattern NOTHING =
      Pattern.compile("(?i).*\\b(no|not|none|never|does not|doesn't)\\b.*", Pattern.DOTALL);

  private final String answer;
  private final long clipMicros;
  private final String otherwise;

  private EventAnswer(String answer, long clipMicros, String otherwise) {
    this.answer = answer;
    this.clipMicros = clipMicros;
    this.otherwise = otherwise;
  }

  /**
   * The events in {@code answer}, in its order.
   *
   * @param clipMicros length of the clip
   * @param otherwise description of an event that comes without one
   * @throws UnreadableAnswerException when it is neither events nor a plain no
   */
  static List<LocalEvent> read(String answer, long clipMicros, String otherwise)
      throws UnreadableAnswerException {
    return new EventAnswer(answer, clipMicros, otherwise).events();
  }

  private List<LocalEvent> events() throws UnreadableAnswerException {
    JsonNode json = AnswerJson.find(answer);
    List<LocalEvent> events = new ArrayList<>();
    if (json != null) {
      collect(json, events);
      return events;
    }
    Matcher range = RANGE.matcher(answer);
    while (range.find()) {
      add(range.group(1), range.group(2), "", events);
    }
    if (events.isEmpty() && !NOTHING.matcher(answer).matches()) {
      throw unreadable("neither JSON nor times");
    }
    return events;
  }

  private void collect(JsonNode json, List<LocalEvent> events) throws UnreadableAnswerException {
    if (json.isArray()) {
      for (JsonNode item : json) {
        collect(item, events);
      }
    } else if (json.isObject() && json.has("start_time") && json.has("end_time")) {
      add(
          time(json.get("start_time")),
          time(json.get("end_time")),
          json.path("description").asString(""),
          events);
    } else if (json.isObject()) {
      for (Map.Entry<String, JsonNode> field : json.properties()) {
        Matcher range = RANGE.matcher(field.getKey());
        if (range.matches() && field.getValue().isString()) {
          add(range.group(1), range.group(2), field.getValue().asString(), events);
        } else if (field.getValue().isArray()) {
          collect(field.getValue(), events);
        } else {
          throw unreadable("a field '" + field.getKey() + "'");
        }
      }
    } else {
      throw unreadable("an item that is no event");
    }
  }

  private void add(String from, String to, String description, List<LocalEvent> events)
      throws UnreadableAnswerException {
    OptionalLong first = AnswerTime.micros(from);
    OptionalLong second = AnswerTime.micros(to);
    if (first.isEmpty() || second.isEmpty()) {
      throw unreadable("the times '" + from + "' and '" + to + "'");
    }
    long start = Math.min(first.getAsLong(), second.getAsLong());
    long end = Math.min(clipMicros, Math.max(first.getAsLong(), second.getAsLong()));
    if (start < end) {
      events.add(
          new LocalEvent(
              new TimeSpan(MediaTime.ofMicros(start), MediaTime.ofMicros(end)),
              description.isBlank() ? otherwise : description.strip()));
    }
  }

  private static String time(JsonNode value) {
    return value.isNumber() ? value.decimalValue().toPlainString() : value.asString("");
  }

  private UnreadableAnswerException unreadable(String found) {
    return new UnreadableAnswerException(
        "answer: " + found + " (expected: a list of start_time, end_time and description)", answer);
  }
}
