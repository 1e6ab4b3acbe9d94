package io.cuepoint.ingest.console;

import io.cuepoint.ingest.picture.RgbPicture;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Pictures without loss. */
final class PngFile {
  private PngFile() {}

  static byte[] encode(RgbPicture picture) throws IOException {
    int width = picture.width();
    BufferedImage image = new BufferedImage(width, picture.height(), BufferedImage.TYPE_INT_RGB);
    byte[] rgb = picture.rgb();
    for (int i = 0; i < width * picture.height(); i++) {
      int color =
          (rgb[i * 3] & 0xff) << 16 | (rgb[i * 3 + 1] & 0xff) << 8 | (rgb[i * 3 + 2] & 0xff);
      image.setRGB(i % width, i / width, color);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.setUseCache(false);
    ImageIO.write(image, "png", bytes);
    return bytes.toByteArray();
  }

  static RgbPicture read(Path file) throws IOException {
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(Files.readAllBytes(file)));
    if (image == null) {
      throw new IOException("not a picture: " + file);
    }
    byte[] rgb = new byte[image.getWidth() * image.getHeight() * 3];
    int out = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        int color = image.getRGB(x, y);
        rgb[out++] = (byte) (color >> 16);
        rgb[out++] = (byte) (color >> 8);
        rgb[out++] = (byte) color;
      }
    }
    return RgbPicture.square(image.getWidth(), image.getHeight(), rgb);
  }
}
