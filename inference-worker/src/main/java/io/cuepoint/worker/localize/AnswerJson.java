package io.cuepoint.worker.localize;

import io.cuepoint.queue.ContractJson;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Finds the JSON in an answer: inside a fence of three backticks, after some words, or cut off in
 * the middle of a list, where it ends with the last whole item. U+0000, which databases refuse, is
 * left out.
 */
final class AnswerJson {
  private static final JsonMapper JSON = ContractJson.mapper();

  /** An escaped U+0000, after any escaped backslashes. */
  private static final Pattern ZERO = Pattern.compile("(?<!\\\\)((?:\\\\\\\\)*)\\\\u0000");

  private AnswerJson() {}

  /** The list or object; null when there is none. */
  static @Nullable JsonNode find(String answer) {
    int list = answer.indexOf('[');
    int object = answer.indexOf('{');
    int start = list < 0 ? object : object < 0 ? list : Math.min(list, object);
    if (start < 0) {
      return null;
    }
    int end = end(answer, start);
    return end > 0
        ? parse(answer.substring(start, end))
        : start == list ? cut(answer, start) : null;
  }

  /** The whole items of a list that does not end. */
  private static @Nullable JsonNode cut(String answer, int start) {
    int last = -1;
    for (int at = start + 1; at < answer.length(); at++) {
      char c = answer.charAt(at);
      if (c == '{' || c == '[') {
        int end = end(answer, at);
        if (end < 0) {
          break;
        }
        last = end;
        at = end - 1;
      }
    }
    return last < 0 ? null : parse(answer.substring(start, last) + "]");
  }

  /** Where the value that begins at {@code start} ends, exclusive; -1 when it does not. */
  private static int end(String text, int start) {
    int depth = 0;
    boolean quoted = false;
    for (int at = start; at < text.length(); at++) {
      char c = text.charAt(at);
      if (quoted) {
        if (c == '\\') {
          at++;
        } else if (c == '"') {
          quoted = false;
        }
      } else if (c == '"') {
        quoted = true;
      } else if (c == '[' || c == '{') {
        depth++;
      } else if ((c == ']' || c == '}') && --depth == 0) {
        return at + 1;
      }
    }
    return -1;
  }

  private static @Nullable JsonNode parse(String json) {
    try {
      return JSON.readTree(ZERO.matcher(json).replaceAll("$1"));
    } catch (JacksonException e) {
      return null;
    }
  }
}
