package io.cuepoint.api.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.cuepoint.api.FakeApi;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The page's files as a browser gets them. */
@FakeApi
class PageFilesTest {
  private static final Pattern REFERENCE =
      Pattern.compile("(?:href|src)=\"(/[^\"#]*)[\"#]|from '\\./([^']+)'|'/(icons\\.svg)#");

  @LocalServerPort int port;
  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void givesThePageAndAllThatItRefersTo() throws Exception {
    Map<String, HttpResponse<String>> files = fetchAll();
    assertThat(files).hasSizeGreaterThan(30);
    assertThat(files)
        .allSatisfy((path, answer) -> assertThat(answer.statusCode()).as(path).isEqualTo(200));
    assertThat(type(files, "/")).startsWith("text/html");
    assertThat(type(files, "/js/main.js")).startsWith("text/javascript");
    assertThat(type(files, "/css/base.css")).startsWith("text/css");
    assertThat(type(files, "/icons.svg")).startsWith("image/svg+xml");
  }

  @Test
  void asksBrowsersToAskAgainAndTellsThemWhenNothingChanged() throws Exception {
    HttpResponse<String> first = get("/js/main.js");
    String tag = first.headers().firstValue("ETag").orElseThrow();
    assertThat(first.headers().firstValue("Cache-Control")).contains("no-cache");
    assertThat(first.headers().firstValue("Last-Modified")).isEmpty();
    assertThat(get("/js/main.js", "If-None-Match", tag).statusCode()).isEqualTo(304);
    assertThat(get("/js/main.js", "If-None-Match", "\"00000000\"").statusCode()).isEqualTo(200);
    assertThat(get("/js/dom.js").headers().firstValue("ETag")).isNotEqualTo(tag);
  }

  @Test
  void hasNothingInlineAndNeverParsesStrangersText() throws Exception {
    Map<String, HttpResponse<String>> files = fetchAll();
    assertThat(files.get("/").body())
        .doesNotContain(" style=")
        .doesNotContain("<style")
        .doesNotContainPattern("<script(?![^>]* src=)")
        .doesNotContainPattern(" on[a-z]+=")
        .doesNotContain("https://")
        .doesNotContain("http://");
    files.forEach(
        (path, answer) -> {
          if (path.endsWith(".js")) {
            assertThat(answer.body())
                .as(path)
                .doesNotContainPattern("innerHTML|outerHTML|insertAdjacentHTML|document\\.write")
                .doesNotContainPattern("\\beval\\(|new Function|DOMParser");
          }
        });
  }

  private static String type(Map<String, HttpResponse<String>> files, String path) {
    HttpResponse<String> answer = files.get(path);
    assertThat(answer).as(path).isNotNull();
    return answer.headers().firstValue("Content-Type").orElse("none");
  }

  private Map<String, HttpResponse<String>> fetchAll() throws Exception {
    Map<String, HttpResponse<String>> files = new LinkedHashMap<>();
    Deque<String> open = new ArrayDeque<>();
    open.add("/");
    while (!open.isEmpty()) {
      String path = open.remove();
      if (files.containsKey(path)) {
        continue;
      }
      HttpResponse<String> answer = get(path);
      files.put(path, answer);
      Matcher reference = REFERENCE.matcher(answer.body());
      while (reference.find()) {
        String absolute = reference.group(1);
        String module = reference.group(2);
        open.add(absolute != null ? absolute : module != null ? "/js/" + module : "/icons.svg");
      }
    }
    return files;
  }

  private HttpResponse<String> get(String path, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.send(request.build(), BodyHandlers.ofString());
  }
}
