package io.cuepoint.testservers;

import java.io.IOException;
import java.net.BindException;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** A port for a service or a server that comes later. */
public final class TestPort {
  private TestPort() {}

  /**
   * One that nothing listens on, below those that the system gives to outgoing connections: one of
   * these could take it before the service has it.
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
