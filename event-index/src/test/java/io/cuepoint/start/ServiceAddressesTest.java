package io.cuepoint.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.mock.env.MockEnvironment;

class ServiceAddressesTest {
  private final MockEnvironment environment = new MockEnvironment();

  @Test
  void isSpringsUsualPortOnAllInterfacesUnlessSaidOtherwise() {
    assertThat(ServiceAddresses.of(environment)).containsExactly(new InetSocketAddress(8080));
    environment.setProperty("server.port", "8083");
    environment.setProperty("server.address", "127.0.0.1");
    assertThat(ServiceAddresses.of(environment))
        .containsExactly(new InetSocketAddress(InetAddress.getLoopbackAddress(), 8083));
  }

  @Test
  void isTwoWhereHealthHasAPortOfItsOwn() {
    environment.setProperty("server.address", "127.0.0.1");
    environment.setProperty("management.server.port", "9090");
    assertThat(ServiceAddresses.of(environment))
        .containsExactly(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 8080),
            new InetSocketAddress(9090));
    environment.setProperty("management.server.port", "8080");
    assertThat(ServiceAddresses.of(environment)).hasSize(1);
  }

  @Test
  void isNoneWhereNobodyCanKnowItOrNobodyListens() {
    environment.setProperty("server.port", "0");
    assertThat(ServiceAddresses.of(environment)).isEmpty();
    environment.setProperty("management.server.port", "-1");
    assertThat(ServiceAddresses.of(environment)).isEmpty();
  }

  @Test
  void isNoneWhereTlsIsSpoken() {
    environment.setProperty("server.ssl.bundle", "web");
    assertThat(ServiceAddresses.of(environment)).isEmpty();
    environment.setProperty("server.ssl.enabled", "false");
    assertThat(ServiceAddresses.of(environment)).hasSize(1);
  }

  @Test
  void namesThePropertyThatIsWrong() {
    environment.setProperty("server.port", "many");
    assertThatThrownBy(() -> ServiceAddresses.of(environment))
        .isInstanceOf(BindException.class)
        .hasMessageContaining("server.port");
  }
}
