package io.cuepoint.embedded;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The package mirror that this machine itself is set up to use. */
final class DebianMirror {
  private static final Duration TO_CONNECT = Duration.ofSeconds(5);
  private static final Duration TO_ANSWER = Duration.ofSeconds(20);
  private static final int MOST_MIRRORS = 4;

  /** Fetches a small file; the caller checks it. */
  byte[] fetch(String path) throws IOException, InterruptedException {
    List<URI> mirrors = mirrors();
    if (mirrors.isEmpty()) {
      throw new IOException("this machine has no Debian mirror set up to fetch pgvector from");
    }
    HttpClient client =
        HttpClient.newBuilder()
            .connectTimeout(TO_CONNECT)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    List<String> answers = new ArrayList<>();
    for (URI mirror : mirrors) {
      HttpRequest request = HttpRequest.newBuilder(mirror.resolve(path)).timeout(TO_ANSWER).build();
      try {
        HttpResponse<byte[]> response =
            client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        if (response.statusCode() == 200) {
          return response.body();
        }
        answers.add("status " + response.statusCode());
      } catch (IOException e) {
        answers.add(e.getMessage() == null ? e.toString() : e.getMessage());
      }
    }
    throw new IOException("the machine's Debian mirror does not give pgvector: " + answers);
  }

  /** The addresses of apt's sources, those of the main archive before those of updates. */
  private static List<URI> mirrors() throws IOException, InterruptedException {
    Path output = Files.createTempFile("cuepoint-", ".out");
    try {
      Process apt =
          new ProcessBuilder("apt-get", "indextargets", "--format", "$(REPO_URI)")
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .redirectOutput(output.toFile())
              .start();
      if (!apt.waitFor(10, TimeUnit.SECONDS)) {
        apt.destroyForcibly();
        return List.of();
      }
      return Files.readAllLines(output, StandardCharsets.UTF_8).stream()
          .filter(line -> line.startsWith("http"))
          .map(line -> line.endsWith("/") ? line : line + "/")
          .distinct()
          .sorted((a, b) -> Integer.compare(a.length(), b.length()))
          .limit(MOST_MIRRORS)
          .map(URI::create)
          .toList();
    } catch (IOException e) {
      return List.of(); // no apt here
    } finally {
      Files.deleteIfExists(output);
    }
  }
}
