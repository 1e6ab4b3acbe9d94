package io.cuepoint.helm;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script that a worker's pod runs before the worker, as its shell runs it. */
class CheckModelTest {
  private static final Path SCRIPT = Chart.FOLDER.resolve("files/check-model.sh");

  @TempDir Path model;
  @TempDir Path temporary;

  @BeforeEach
  void write() throws Exception {
    Files.writeString(model.resolve("config.json"), "{}");
    Files.createDirectory(model.resolve("shards"));
    Files.writeString(model.resolve("shards/one.safetensors"), "weights");
    Files.writeString(
        model.resolve("SHA256SUMS"),
        sha256("{}") + "  config.json\n" + sha256("weights") + "  shards/one.safetensors\n");
  }

  @Test
  void takesTheModelThatIsExpected() throws Exception {
    assertThat(check()).isEqualTo("0");
  }

  @Test
  void refusesAChangedFile() throws Exception {
    String expected = expected();
    Files.writeString(model.resolve("shards/one.safetensors"), "Weights");
    assertThat(check(expected)).startsWith("1").contains("shards/one.safetensors: FAILED");
  }

  @Test
  void refusesAListThatWasMadeAnew() throws Exception {
    String expected = expected();
    Files.writeString(model.resolve("config.json"), "[]");
    Files.writeString(
        model.resolve("SHA256SUMS"),
        sha256("[]") + "  config.json\n" + sha256("weights") + "  shards/one.safetensors\n");
    assertThat(check(expected)).startsWith("1").contains("SHA256SUMS: FAILED");
  }

  @Test
  void refusesAFileThatIsNotListedAndNamesIt() throws Exception {
    Files.writeString(model.resolve("tokenizer.json"), "{}");
    assertThat(check()).startsWith("1").contains("> tokenizer.json");
  }

  @Test
  void refusesAModelWithoutAFile() throws Exception {
    Files.delete(model.resolve("config.json"));
    assertThat(check()).startsWith("1").contains("< config.json");
  }

  private String expected() throws Exception {
    return sha256(Files.readString(model.resolve("SHA256SUMS")));
  }

  private String check() throws Exception {
    return check(expected());
  }

  /** The exit status, and what was printed. */
  private String check(String expected) throws IOException, InterruptedException {
    ProcessBuilder shell =
        new ProcessBuilder("/bin/sh", "-ec", Files.readString(SCRIPT)).redirectErrorStream(true);
    shell.environment().put("MODEL", model.toString());
    shell.environment().put("EXPECTED", expected);
    shell.environment().put("TMPDIR", temporary.toString());
    shell.environment().put("LC_ALL", "C");
    Process process = shell.start();
    String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
    return process.waitFor() + printed;
  }

  private static String sha256(String text) throws NoSuchAlgorithmException {
    return HexFormat.of()
        .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
  }
}
