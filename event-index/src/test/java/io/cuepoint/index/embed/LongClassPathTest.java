package io.cuepoint.index.embed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LongClassPathTest {
  @Test
  void startsUnderAClassPathAsLongAsBuildToolsMakeThem() throws Exception {
    String padding = ":/nowhere/of-the-length-of-a-jar-in-a-repository-0.0.0.jar".repeat(1000);
    Process child =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "-cp",
                System.getProperty("java.class.path") + padding,
                Embed.class.getName())
            .redirectErrorStream(true)
            .start();
    String said = new String(child.getInputStream().readAllBytes(), UTF_8);
    assertThat(child.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(said).contains("384 numbers");
    assertThat(child.exitValue()).isZero();
  }

  /** Embeds a word, in a process of its own. */
  static final class Embed {
    private Embed() {}

    public static void main(String[] arguments) {
      float[] vector = new AllMiniLmEmbedder().embed(List.of("word")).get(0);
      System.out.println(vector.length + " numbers");
    }
  }
}
