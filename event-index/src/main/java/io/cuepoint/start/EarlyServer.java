package io.cuepoint.start;

import io.netty.channel.Channel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.netty.ChannelBindException;
import reactor.netty.http.server.HttpServer;

/** The server at one of the ports of a service that starts. */
final class EarlyServer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(EarlyServer.class);

  private final int port;
  private final Channel listening;
  private final ChannelGroup connections;

  private EarlyServer(int port, Channel listening, ChannelGroup connections) {
    this.port = port;
    this.listening = listening;
    this.connections = connections;
  }

  /** Empty where the port cannot be had: then the service's own server will say so. */
  static Optional<EarlyServer> open(InetSocketAddress address, EarlyAnswer answer) {
    ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    try {
      Channel listening =
          HttpServer.create()
              .bindAddress(() -> address)
              .channelGroup(connections)
              .handle(answer::send)
              .bindNow()
              .channel();
      return Optional.of(new EarlyServer(address.getPort(), listening, connections));
    } catch (ChannelBindException e) {
      log.debug("no early answers at {}", address, e);
      return Optional.empty();
    }
  }

  int port() {
    return port;
  }

  /** Returns once another can listen at the port; whoever is still connected connects anew. */
  @Override
  public void close() {
    listening.close().awaitUninterruptibly();
    connections.close().awaitUninterruptibly();
  }
}
