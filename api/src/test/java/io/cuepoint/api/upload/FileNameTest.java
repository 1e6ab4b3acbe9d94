package io.cuepoint.api.upload;

import static org.assertj.core.api.Assertions.assertThat;

import io.cuepoint.api.query.Text;
import io.cuepoint.api.video.VideoMembers;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileNameTest {
  @Test
  void cutsALongNameInFrontOfItsExtension() {
    String name = FileName.display("\uD83D\uDEAA".repeat(300) + ".webm");
    assertThat(name).startsWith("\uD83D\uDEAA").endsWith("\uD83D\uDEAA.webm");
    assertThat(name.codePointCount(0, name.length())).isEqualTo(VideoMembers.NAME_LIMIT);
  }

  @Test
  void dropsWhatWouldMislead() {
    assertThat(FileName.display("a\u202Egpj.\r\nmp4\0")).isEqualTo("agpj.mp4");
    assertThat(FileName.display("")).isEqualTo("video");
    assertThat(FileName.display("folder/")).isEqualTo("video");
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void makesANameThatCanBeKeptOfAnything(long given) {
    long seed = Long.getLong("seed", given);
    Random random = new Random(seed);
    for (int round = 0; round < 5000; round++) {
      StringBuilder any = new StringBuilder();
      for (int length = random.nextInt(260); length > 0; length--) {
        any.append((char) random.nextInt(random.nextBoolean() ? 0x80 : 0x10000));
      }
      String name = FileName.display(any.toString());
      assertThat(Text.fault(name)).as("seed %d: %s", seed, any).isEmpty();
      assertThat(name).doesNotContain("/", "\\").isNotIn(".", "..");
      assertThat(VideoMembers.name(name)).isEqualTo(name.strip());
    }
  }
}
