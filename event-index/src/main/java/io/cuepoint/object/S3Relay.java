package io.cuepoint.object;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.NoSuchFileException;
import java.security.SecureRandom;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/**
 * Hands objects to FFmpeg over HTTP on the loopback interface, range by range. So decoder processes
 * need neither keys nor the network, no signed address runs out during a long film, and what breaks
 * on the way to the store is mended here. Addresses hold a secret of this process.
 */
final class S3Relay implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(S3Relay.class);
  private static final int THREADS = 64;

  /** Objects whose size is not asked for anew with every range. */
  private static final int KNOWN = 256;

  private static final int PIECE = 64 << 10;
  private static final Pattern RANGE = Pattern.compile("bytes=(\\d{1,18})-(\\d{1,18})?");

  static {
    // else a header waits 40 ms for the acknowledgement of what was sent before
    if (System.getProperty("sun.net.httpserver.nodelay") == null) {
      System.setProperty("sun.net.httpserver.nodelay", "true");
    }
  }

  private final S3ObjectStore store;
  private final HttpServer server;
  private final ThreadPoolExecutor threads;
  private final String path;
  private final Map<String, HeadObjectResponse> known =
      Collections.synchronizedMap(
          new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, HeadObjectResponse> eldest) {
              return size() > KNOWN;
            }
          });

  S3Relay(S3ObjectStore store) throws IOException {
    this.store = store;
    byte[] secret = new byte[16];
    new SecureRandom().nextBytes(secret);
    this.path = "/" + HexFormat.of().formatHex(secret) + "/";
    this.threads =
        new ThreadPoolExecutor(
            0,
            THREADS,
            30,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            work -> {
              Thread thread = new Thread(work, "s3-relay");
              thread.setDaemon(true);
              return thread;
            },
            // the thread that takes connections waits too, when all are at work
            new ThreadPoolExecutor.CallerRunsPolicy());
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext(path, this::answer);
    server.start();
  }

  /** From where this host reads the object, as long as the process runs. */
  String address(String key) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path + key;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String key = exchange.getRequestURI().getPath().substring(path.length());
      try {
        send(exchange, key, object(key));
      } catch (NoSuchFileException e) {
        exchange.sendResponseHeaders(404, -1);
      } catch (IllegalArgumentException e) {
        exchange.sendResponseHeaders(400, -1);
      }
    } catch (IOException e) {
      known.clear(); // perhaps it was replaced
      // closed without its last byte: whoever reads it sees a broken connection
      log.debug("an object is not read to its end: {}", e.toString());
      throw e;
    }
  }

  private HeadObjectResponse object(String key) throws IOException {
    HeadObjectResponse object = known.get(ObjectKey.check(key));
    if (object == null) {
      object = store.present(key);
      known.put(key, object);
    }
    return object;
  }

  private void send(HttpExchange exchange, String key, HeadObjectResponse object)
      throws IOException {
    long size = object.contentLength();
    long[] part = part(exchange.getRequestHeaders().getFirst("Range"), size);
    exchange.getResponseHeaders().set("Accept-Ranges", "bytes");
    if (part[0] >= part[1]) {
      exchange.getResponseHeaders().set("Content-Range", "bytes */" + size);
      exchange.sendResponseHeaders(416, -1);
      return;
    }
    boolean whole = part[1] - part[0] == size;
    if (!whole) {
      exchange
          .getResponseHeaders()
          .set("Content-Range", "bytes %d-%d/%d".formatted(part[0], part[1] - 1, size));
    }
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.sendResponseHeaders(whole ? 200 : 206, -1);
      return;
    }
    try (S3Range range = new S3Range(store, key, object.eTag(), part[0], part[1])) {
      byte[] piece = new byte[PIECE];
      // the first bytes before the answer, so that what cannot be read is no half answer
      int read = range.read(piece, piece.length);
      exchange.sendResponseHeaders(whole ? 200 : 206, part[1] - part[0]);
      OutputStream out = exchange.getResponseBody();
      out.write(piece, 0, read);
      while (!range.isRead()) {
        out.write(piece, 0, range.read(piece, piece.length));
      }
    }
  }

  /** First byte and the one behind the last. */
  private static long[] part(@Nullable String range, long size) {
    Matcher asked = RANGE.matcher(range == null ? "bytes=0-" : range);
    if (!asked.matches()) {
      return new long[] {0, size};
    }
    long start = Long.parseLong(asked.group(1));
    long end = asked.group(2) == null ? size : Long.parseLong(asked.group(2)) + 1;
    return new long[] {start, Math.min(end, size)};
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
