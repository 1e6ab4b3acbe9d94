package io.cuepoint.start;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/** Where a service will listen. */
final class ServiceAddresses {
  private static final int USUAL_PORT = 8080;

  private ServiceAddresses() {}

  /**
   * The address of its calls, and that of its health where this is another. One is missing where
   * nobody can know it (port 0), or where nobody can be answered yet (TLS).
   */
  static List<InetSocketAddress> of(Environment environment) {
    Binder binder = Binder.get(environment);
    Integer port = binder.bind("server.port", Integer.class).orElse(USUAL_PORT);
    Integer management = binder.bind("management.server.port", Integer.class).orElse(port);
    List<InetSocketAddress> addresses = new ArrayList<>();
    add(addresses, binder, "server", port);
    if (!management.equals(port)) {
      add(addresses, binder, "management.server", management);
    }
    return addresses;
  }

  private static void add(
      List<InetSocketAddress> addresses, Binder binder, String prefix, int port) {
    if (port <= 0 || tls(binder, prefix)) {
      return;
    }
    @Nullable InetAddress host = binder.bind(prefix + ".address", InetAddress.class).orElse(null);
    addresses.add(host == null ? new InetSocketAddress(port) : new InetSocketAddress(host, port));
  }

  private static boolean tls(Binder binder, String prefix) {
    Map<String, String> ssl =
        binder.bind(prefix + ".ssl", Bindable.mapOf(String.class, String.class)).orElse(Map.of());
    return !ssl.isEmpty() && !"false".equals(ssl.get("enabled"));
  }
}
