package io.cuepoint.api.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cuepoint.api.problem.ProblemException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;

class MultipartParserTest {
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void givesBackWhatWasSentHoweverItIsCutUp(long given) throws IOException {
    long seed = Long.getLong("seed", given);
    Random random = new Random(seed);
    for (int round = 0; round < 200; round++) {
      List<byte[]> sent = new ArrayList<>();
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      if (random.nextBoolean()) {
        body.writeBytes(ascii("a preamble\r\n"));
      }
      for (int part = random.nextInt(4); part >= 0; part--) {
        byte[] content = content(random);
        sent.add(content);
        body.writeBytes(ascii("--bound\r\nContent-Disposition: form-data; name=\"x\"\r\n\r\n"));
        body.writeBytes(content);
        body.writeBytes(ascii("\r\n"));
      }
      body.writeBytes(ascii("--bound--" + (random.nextBoolean() ? "\r\nepilogue" : "")));

      Collected got = new Collected();
      MultipartParser parser = new MultipartParser("bound", got);
      ByteBuffer all = ByteBuffer.wrap(body.toByteArray());
      while (all.hasRemaining()) {
        int length = Math.min(all.remaining(), 1 + random.nextInt(1 << random.nextInt(8)));
        parser.feed(all.slice(all.position(), length).asReadOnlyBuffer());
        all.position(all.position() + length);
      }
      parser.finish();

      assertThat(got.parts).as("seed %d round %d", seed, round).hasSameSizeAs(sent);
      for (int part = 0; part < sent.size(); part++) {
        assertThat(got.parts.get(part).toByteArray()).isEqualTo(sent.get(part));
      }
    }
  }

  /** Bytes that look like the delimiter as often as possible without being it. */
  private static byte[] content(Random random) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    String[] pieces = {
      "\r", "\n", "-", "--", "\r\n", "\r\n-", "\r\n--", "\r\n--boun", "b", "bound"
    };
    for (int piece = random.nextInt(12); piece > 0; piece--) {
      content.writeBytes(ascii(pieces[random.nextInt(pieces.length)]));
    }
    String text = content.toString(StandardCharsets.US_ASCII);
    return ascii(("\r\n" + text).contains("\r\n--bound") ? "x" : text);
  }

  @Test
  void takesAnEmptyPartWhoseHeadersEndInTheDelimiter() throws IOException {
    Collected got = feed("--b\r\nA: b\r\n\r\n--b\r\n\r\nbody\r\n--b--");
    assertThat(got.parts).extracting(Object::toString).containsExactly("", "body");
  }

  @Test
  void readsHeadersAsUtf8() throws IOException {
    Collected got =
        feed(
            "--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"東.mp4\"\r\n\r\n\r\n--b--");
    assertThat(got.headers.get(0).getContentDisposition().getFilename()).isEqualTo("東.mp4");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no boundary at all",
        "--b",
        "--b\r\nA: b\r\n\r\nbody",
        "--b\r\nA: b\r\n\r\nbody\r\n--b",
        "--b\r\nA: b\r\n\r\nbody\r\n--b-x",
        "--b\r\nno colon\r\n\r\nbody\r\n--b--",
        "--bb\r\nA: b\r\n\r\nbody\r\n--bb--",
      })
  void refusesABodyThatIsCutShortOrMalformed(String body) {
    assertThatThrownBy(() -> feed(body))
        .isInstanceOfSatisfying(
            ProblemException.class,
            problem -> assertThat(problem.code().code()).isEqualTo("upload.malformed"));
  }

  @Test
  void boundsHeadersAndParts() {
    assertThatThrownBy(() -> feed("--b\r\nA: " + "x".repeat(MultipartParser.HEADERS_LIMIT)))
        .hasMessageContaining("8192");
    assertThatThrownBy(() -> feed("--b\r\n\r\n\r\n".repeat(65) + "--b--"))
        .hasMessageContaining("64");
  }

  private static Collected feed(String body) throws IOException {
    Collected got = new Collected();
    MultipartParser parser = new MultipartParser("b", got);
    parser.feed(ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)));
    parser.finish();
    return got;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static final class Collected implements MultipartParser.Parts {
    final List<HttpHeaders> headers = new ArrayList<>();
    final List<ByteArrayOutputStream> parts = new ArrayList<>();
    boolean open;

    @Override
    public void begin(HttpHeaders of) {
      assertThat(open).isFalse();
      open = true;
      headers.add(of);
      parts.add(new ByteArrayOutputStream());
    }

    @Override
    public void content(ByteBuffer bytes) {
      assertThat(open).isTrue();
      byte[] piece = new byte[bytes.remaining()];
      bytes.get(piece);
      parts.get(parts.size() - 1).writeBytes(piece);
    }

    @Override
    public void end() {
      assertThat(open).isTrue();
      open = false;
    }
  }
}
