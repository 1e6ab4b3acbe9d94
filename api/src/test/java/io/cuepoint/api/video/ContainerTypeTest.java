package io.cuepoint.api.video;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContainerTypeTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = true,
      textBlock =
          """
          ....ftypisom........               | video/mp4
          ....ftypqt  ........               | video/quicktime
          ....ftypM4A ........               | audio/mp4
          ....ftyp3gp4........               | video/3gpp
          ....ftyp                           | video/mp4
          '\u001AE\u00DF\u00A3...webm.'       | video/webm
          '\u001AE\u00DF\u00A3...matroska'    | video/x-matroska
          RIFF....AVI LIST                   | video/x-msvideo
          RIFF....WAVEfmt                    | audio/wav
          OggS....                           | video/ogg
          FLV\u0001                          | video/x-flv
          ID3\u0004...                       | audio/mpeg
          G@\u0000\u0010...                  | video/mp2t
          Good evening, this is text         | application/octet-stream
          <html><script>alert(1)</script>    | application/octet-stream
          {}                                 | application/octet-stream
          """)
  void tellsTheTypeByTheFirstBytes(String head, String type) {
    assertThat(ContainerType.of(head.getBytes(StandardCharsets.ISO_8859_1))).hasToString(type);
  }
}
