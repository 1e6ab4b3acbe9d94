package io.cuepoint.testservers;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** Passes connections on to a server and counts what comes back; it can break them. */
public final class CountingProxy implements AutoCloseable {
  private final URI target;
  private final ServerSocket server;
  private final AtomicLong received = new AtomicLong();
  private final AtomicLong breakAfter = new AtomicLong(Long.MAX_VALUE);
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          work -> {
            Thread thread = new Thread(work, "counting-proxy");
            thread.setDaemon(true);
            return thread;
          });

  /** A proxy before {@code target}, whose address names a port. */
  public CountingProxy(URI target) throws IOException {
    this.target = target;
    this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    threads.execute(this::accept);
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  /** Bytes that came back from the server, headers too, since the count was last taken. */
  public long takeReceived() {
    return received.getAndSet(0);
  }

  /** Breaks one connection, once so many more bytes came back. */
  public void breakAfter(long bytes) {
    breakAfter.set(received.get() + bytes);
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        Socket upstream = new Socket(target.getHost(), target.getPort());
        threads.execute(() -> pass(client, upstream, new AtomicLong()));
        threads.execute(() -> pass(upstream, client, received));
      } catch (IOException e) {
        // closed, or the server is not there: the client sees a broken connection
      }
    }
  }

  private void pass(Socket from, Socket to, AtomicLong count) {
    byte[] piece = new byte[1 << 14];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
        if (count == received && count.addAndGet(read) >= breakAfter.get()) {
          breakAfter.set(Long.MAX_VALUE);
          return;
        }
        out.write(piece, 0, read);
      }
    } catch (IOException e) {
      // one of the two went away: the other goes too
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    threads.shutdownNow();
  }
}
