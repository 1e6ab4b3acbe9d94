package io.cuepoint.api.e2e;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The metrics that the chart's dashboard and alert rules ask for, and those that services tell. */
final class ChartMetrics {
  private static final Path FILES = Path.of("../helm/cuepoint/files");
  private static final Pattern ASKED = Pattern.compile("([a-z][a-z0-9_]+)\\{");
  private static final Pattern TOLD = Pattern.compile("(?m)^([a-z][a-z0-9_]+)[ {]");

  /** Prometheus' own. */
  private static final String SCRAPED = "up";

  private ChartMetrics() {}

  static Set<String> used() throws IOException {
    Set<String> used = new HashSet<>();
    for (String file : List.of("alerts.yaml", "dashboard.json")) {
      used.addAll(names(ASKED, Files.readString(FILES.resolve(file))));
    }
    used.remove(SCRAPED);
    return used;
  }

  static Set<String> told(List<ServiceProcess> services) throws IOException, InterruptedException {
    Set<String> told = new HashSet<>();
    for (ServiceProcess service : services) {
      HttpRequest request = HttpRequest.newBuilder(service.uri("/actuator/prometheus")).build();
      told.addAll(
          names(TOLD, HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body()));
    }
    return told;
  }

  private static Set<String> names(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .map((MatchResult found) -> found.group(1))
        .collect(Collectors.toSet());
  }
}
