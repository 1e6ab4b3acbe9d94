package io.cuepoint.ingest.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class JpegTest {
  private static final RgbPicture RED = red();

  @Test
  void showsThePictureAsItIsDisplayed() throws IOException {
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(Jpeg.encode(RED, 160)));

    // 320x240 with pixels of 64:45
    assertThat(image.getWidth()).isEqualTo(160);
    assertThat(image.getHeight()).isEqualTo(84);
    assertThat(image.getRGB(80, 40) >> 16 & 0xff).isGreaterThan(190);
    assertThat(image.getRGB(80, 40) & 0xff).isLessThan(20);
  }

  @Test
  void neverEnlarges() throws IOException {
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(Jpeg.encode(RED, 5000)));

    assertThat(image.getWidth()).isEqualTo(455);
    assertThat(image.getHeight()).isEqualTo(240);
  }

  @Test
  void refusesAWidthOfNothing() {
    assertThatThrownBy(() -> Jpeg.encode(RED, 0)).hasMessageContaining("expected: >= 1");
  }

  private static RgbPicture red() {
    byte[] rgb = new byte[320 * 240 * 3];
    Arrays.fill(rgb, (byte) 0);
    for (int i = 0; i < rgb.length; i += 3) {
      rgb[i] = (byte) 200;
    }
    return new RgbPicture(320, 240, 455, 240, rgb);
  }
}
