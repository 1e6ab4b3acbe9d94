package io.cuepoint.start;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;

/** Has the service's own server take its port from the early one in the moment it binds. */
final class TakeOver implements WebServerFactoryCustomizer<NettyReactiveWebServerFactory> {
  private final EarlyAnswers early;

  TakeOver(EarlyAnswers early) {
    this.early = early;
  }

  @Override
  public void customize(NettyReactiveWebServerFactory factory) {
    factory.addServerCustomizers(
        server -> server.doOnBind(binding -> leave(binding.bindAddress())));
  }

  private void leave(@Nullable Supplier<? extends SocketAddress> address) {
    if (address != null && address.get() instanceof InetSocketAddress taken) {
      early.leave(taken.getPort());
    }
  }
}
