package io.cuepoint.index.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class DatabasePropertiesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "jdbc:postgresql://host:5433/db?user=a&password=a/secret host:5433",
        "jdbc:postgresql://one:1,two:2/db one:1,two:2",
        "jdbc:postgresql://host?password=secret host",
        "jdbc:postgresql:db?password=secret localhost"
      })
  void tellsHostsAndPortsOfItsAddressAlone(String url, String address) {
    MapConfigurationPropertySource source =
        new MapConfigurationPropertySource(Map.of("cuepoint.database.url", url));
    assertThat(
            new Binder(source).bind("cuepoint.database", DatabaseProperties.class).get().address())
        .isEqualTo(address);
  }
}
