package io.cuepoint.start;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;

/** The same for a server of health and metrics alone: it does not see its parent's customizers. */
@ManagementContextConfiguration(value = ManagementContextType.CHILD, proxyBeanMethods = false)
class ManagementTakeOver {
  @Bean
  WebServerFactoryCustomizer<NettyReactiveWebServerFactory> takesManagementPort(
      ObjectProvider<TakeOver> parents) {
    return new ManagementPort(parents);
  }

  private record ManagementPort(ObjectProvider<TakeOver> parents)
      implements WebServerFactoryCustomizer<NettyReactiveWebServerFactory> {
    @Override
    public void customize(NettyReactiveWebServerFactory factory) {
      parents.ifAvailable(takeOver -> takeOver.customize(factory));
    }
  }
}
