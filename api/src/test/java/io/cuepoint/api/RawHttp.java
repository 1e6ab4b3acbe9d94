package io.cuepoint.api;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A connection on which a test writes what no decent client would. */
public final class RawHttp implements AutoCloseable {
  private final Socket socket;

  public RawHttp(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(60_000);
  }

  public RawHttp send(String text) throws IOException {
    return send(text.getBytes(StandardCharsets.UTF_8));
  }

  public RawHttp send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
    return this;
  }

  /** The head and the start of an upload whose file follows. */
  public RawHttp startUpload(String header) throws IOException {
    return send(
        "POST /v1/videos HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=b\r\n"
            + header
            + "\r\n\r\n");
  }

  public static String fileHead() {
    return "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.mp4\"\r\n\r\n";
  }

  /** One chunk of a body in chunked coding. */
  public RawHttp chunk(byte[] bytes) throws IOException {
    send(Integer.toHexString(bytes.length) + "\r\n");
    return send(bytes).send("\r\n");
  }

  /** Status line, headers and body of the next answer, whose length must be told. */
  public String answer() throws IOException {
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    int length = -1;
    int head = -1;
    while (head < 0 || read.size() < head + length) {
      int next = socket.getInputStream().read();
      if (next < 0) {
        break;
      }
      read.write(next);
      String text = read.toString(StandardCharsets.UTF_8);
      if (head < 0 && text.endsWith("\r\n\r\n")) {
        head = read.size();
        length =
            text.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
                .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
                .findFirst()
                .orElse(0);
      }
    }
    return read.toString(StandardCharsets.UTF_8);
  }

  /** Whether nothing comes for a while. */
  public boolean isSilent(int millis) throws IOException {
    socket.setSoTimeout(millis);
    try {
      return socket.getInputStream().read() == Integer.MIN_VALUE;
    } catch (SocketTimeoutException e) {
      return true;
    } finally {
      socket.setSoTimeout(60_000);
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
