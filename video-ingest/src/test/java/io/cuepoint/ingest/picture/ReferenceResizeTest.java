package io.cuepoint.ingest.picture;

import static org.assertj.core.api.Assertions.assertThat;

import io.cuepoint.ingest.testclips.SharedFiles;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReferenceResizeTest {
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4})
  void equalsTheReferenceOnTheGoldenPictures(int number) throws IOException {
    Path folder = SharedFiles.require("golden/resize");
    RgbPicture source = read(folder.resolve(number + ".source.png"));
    RgbPicture expected = read(folder.resolve(number + ".resized.png"));

    byte[] actual = new ReferenceResize().resize(source, expected.width(), expected.height());

    int equal = 0;
    int worst = 0;
    for (int i = 0; i < actual.length; i++) {
      int difference = Math.abs((actual[i] & 0xff) - (expected.rgb()[i] & 0xff));
      worst = Math.max(worst, difference);
      equal += difference == 0 ? 1 : 0;
    }
    assertThat(worst).isLessThanOrEqualTo(1);
    assertThat((double) equal / actual.length).isGreaterThanOrEqualTo(0.999);
  }

  @Test
  void keepsAPictureThatHasTheSizeAlready() {
    byte[] rgb = new byte[31 * 17 * 3];
    new Random(5).nextBytes(rgb);

    assertThat(new ReferenceResize().resize(RgbPicture.square(31, 17, rgb), 31, 17)).isEqualTo(rgb);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void keepsAFlatPictureFlatAtAnySize(long seed) {
    Random random = new Random(seed);
    ReferenceResize resize = new ReferenceResize();
    for (int round = 0; round < 20; round++) {
      int width = 1 + random.nextInt(90);
      int height = 1 + random.nextInt(90);
      byte[] rgb = new byte[width * height * 3];
      byte level = (byte) random.nextInt(256);
      java.util.Arrays.fill(rgb, level);

      byte[] out =
          resize.resize(
              RgbPicture.square(width, height, rgb),
              1 + random.nextInt(90),
              1 + random.nextInt(90));

      assertThat(out).containsOnly(level);
    }
  }

  @Test
  void computesEverySmartResizeAsTheReference() throws IOException {
    JsonNode cases =
        JsonMapper.shared()
            .readTree(Files.readString(SharedFiles.require("golden/arithmetic.json")))
            .get("smart_resize");
    assertThat(cases.size()).isGreaterThan(10);
    for (JsonNode c : cases) {
      assertThat(
              SmartResize.of(
                  c.get("width").intValue(),
                  c.get("height").intValue(),
                  c.get("min_pixels").longValue(),
                  c.get("max_pixels").longValue()))
          .as(c.toString())
          .isEqualTo(
              new SmartResize(
                  c.get("resized_width").intValue(), c.get("resized_height").intValue()));
    }
  }

  private static RgbPicture read(Path file) throws IOException {
    BufferedImage image = ImageIO.read(file.toFile());
    byte[] rgb = new byte[image.getWidth() * image.getHeight() * 3];
    int i = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        int pixel = image.getRGB(x, y);
        rgb[i++] = (byte) (pixel >> 16);
        rgb[i++] = (byte) (pixel >> 8);
        rgb[i++] = (byte) pixel;
      }
    }
    return RgbPicture.square(image.getWidth(), image.getHeight(), rgb);
  }
}
