package io.cuepoint.api.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.cuepoint.worker.demo.DemoModel;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AskTest {
  @TempDir Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private Path film;
  private Path model;

  @BeforeEach
  void lay() throws Exception {
    film = folder.resolve(DemoFilm.NAME);
    Files.write(film, DemoFilm.bytes());
    model = DemoModel.unpack(folder);
  }

  @Test
  void tellsWhenItHappensALineEach() {
    assertThat(ask("ask", model.toString(), film.toString(), "something moves", "--json")).isZero();
    List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
    assertThat(lines).isNotEmpty();
    for (String line : lines) {
      JsonNode event = JsonMapper.shared().readTree(line);
      assertThat(event.get("start").asDouble()).isLessThan(event.get("end").asDouble());
      assertThat(event.get("end").asDouble()).isLessThanOrEqualTo(60);
      assertThat(event.get("description").asString()).isNotBlank();
    }
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("start_time").contains("a second");
  }

  @Test
  void refusesWhatItCannotRead() {
    assertThat(ask("ask", folder.toString(), film.toString(), "x")).isEqualTo(1);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("config.json");
    assertThat(ask("ask", model.toString(), folder.resolve("no.mp4").toString(), "x")).isEqualTo(1);
    assertThat(ask("ask", model.toString())).isEqualTo(2);
    assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  private int ask(String... words) {
    return Ask.run(List.of(words), new PrintStream(out, true), new PrintStream(err, true));
  }
}
