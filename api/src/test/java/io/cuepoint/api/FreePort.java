package io.cuepoint.api;

import java.io.IOException;
import java.net.BindException;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Ports for services that tests start. */
public final class FreePort {
  private FreePort() {}

  /**
   * A port that nothing listens on, below those that the system gives to outgoing connections: one
   * of these could take it before the service has it.
   */
  public static int choose() throws IOException {
    while (true) {
      int port = ThreadLocalRandom.current().nextInt(20_000, 30_000);
      try (ServerSocket socket = new ServerSocket(port)) {
        return socket.getLocalPort();
      } catch (BindException e) {
        // taken: another
      }
    }
  }
}
