package io.cuepoint.object;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * As much of S3 as listing and deleting need, over objects that are numbers: any count of them
 * takes no memory.
 */
final class SyntheticBucket implements AutoCloseable {
  private static final int PAGE = 1000;
  private static final Pattern TOKEN = Pattern.compile("continuation-token=(\\d+)");
  private static final Pattern KEY = Pattern.compile("<Key>");

  private final HttpServer server;
  private final int objects;
  final AtomicInteger pages = new AtomicInteger();
  final AtomicLong deleted = new AtomicLong();

  SyntheticBucket(int objects) throws IOException {
    this.objects = objects;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body =
          exchange.getRequestMethod().equals("POST")
              ? delete(new String(exchange.getRequestBody().readAllBytes(), UTF_8))
              : page(exchange.getRequestURI().getRawQuery());
      byte[] bytes = body.getBytes(UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/xml");
      exchange.sendResponseHeaders(200, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private String delete(String request) {
    Matcher keys = KEY.matcher(request);
    while (keys.find()) {
      deleted.incrementAndGet();
    }
    return "<DeleteResult/>";
  }

  private String page(String query) {
    pages.incrementAndGet();
    Matcher token = TOKEN.matcher(query);
    int from = token.find() ? Integer.parseInt(token.group(1)) : 0;
    int to = Math.min(objects, from + PAGE);
    StringBuilder page = new StringBuilder("<ListBucketResult><IsTruncated>");
    page.append(to < objects).append("</IsTruncated>");
    if (to < objects) {
      page.append("<NextContinuationToken>").append(to).append("</NextContinuationToken>");
    }
    for (int i = from; i < to; i++) {
      page.append("<Contents><Key>videos/00000000-0000-0000-0000-%012d/source</Key>".formatted(i));
      page.append("<LastModified>2026-01-01T00:00:00.000Z</LastModified>");
      // a terabyte in all for a million of them
      page.append("<Size>1000000</Size></Contents>");
    }
    return page.append("</ListBucketResult>").toString();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
