package io.cuepoint.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class S3PropertiesTest {
  @Test
  void hasTheDocumentedDefaults() {
    assertThat(bind(Map.of()))
        .isEqualTo(
            new S3Properties(
                null,
                null,
                null,
                null,
                null,
                null,
                DataSize.ofMegabytes(16),
                null,
                Duration.ofHours(6),
                Duration.ofSeconds(60),
                Duration.ofMinutes(2),
                Duration.ofDays(1)));
  }

  @ParameterizedTest
  @CsvSource({
    "part-size, 4MB, 5MB to 1024MB",
    "link-validity, 8d, at most 7 days",
    "link-validity, 0s, above 0",
    "access-key, a, both or none"
  })
  void refusesWhatNoStoreTakes(String name, String value, String expected) {
    assertThatThrownBy(() -> bind(Map.of("cuepoint.s3." + name, value)))
        .rootCause()
        .hasMessageContaining("cuepoint.s3")
        .hasMessageContaining(expected);
  }

  @Test
  void givesLinksToAmazonsStoreOrWhereClientsAreSaidToReachIt() {
    assertThat(bind(Map.of()).links()).isTrue();
    Map<String, String> inside = Map.of("cuepoint.s3.endpoint", "http://store:9000");
    assertThat(bind(inside).links()).isFalse();
    assertThat(bind(inside).endpoint()).isEqualTo(URI.create("http://store:9000"));
    assertThat(
            bind(Map.of(
                    "cuepoint.s3.endpoint", "http://store:9000",
                    "cuepoint.s3.link-endpoint", "https://media.example"))
                .links())
        .isTrue();
  }

  @Test
  void keepsKeysOutOfTheLog() {
    assertThat(bind(Map.of("cuepoint.s3.access-key", "public", "cuepoint.s3.secret-key", "hidden")))
        .asString()
        .doesNotContain("hidden")
        .doesNotContain("public");
  }

  @Test
  void readsThePlaceInABucket() {
    assertThat(S3Place.parse("films")).isEqualTo(new S3Place("films", ""));
    assertThat(S3Place.parse("films/a/b/").name("videos/1")).isEqualTo("a/b/videos/1");
    assertThat(S3Place.parse("films/a").key("a/videos/1")).isEqualTo("videos/1");
    assertThatThrownBy(() -> S3Place.parse("Films"))
        .hasMessageContaining("bucket 'Films'")
        .hasMessageContaining("expected");
  }

  private static S3Properties bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("cuepoint.s3", S3Properties.class);
  }
}
