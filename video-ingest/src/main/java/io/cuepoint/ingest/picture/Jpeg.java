package io.cuepoint.ingest.picture;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Pictures as JPEG files of quality 0.85, with square pixels. */
public final class Jpeg {
  private static final float QUALITY = 0.85f;

  private Jpeg() {}

  /**
   * {@code picture} as a JPEG of {@code width} pixels, as high as its displayed shape asks; never
   * wider than it is displayed.
   */
  public static byte[] encode(RgbPicture picture, int width) {
    if (width < 1) {
      throw new IllegalArgumentException("width: " + width + " (expected: >= 1)");
    }
    int wide = Math.min(width, picture.displayedWidth());
    int high =
        Math.max(
            1,
            (int) Math.round((double) wide * picture.displayedHeight() / picture.displayedWidth()));
    byte[] rgb = new ReferenceResize().resize(picture, wide, high);
    try {
      return write(image(rgb, wide, high));
    } catch (IOException e) {
      throw new IllegalStateException("JPEG encoding in memory failed", e);
    }
  }

  private static BufferedImage image(byte[] rgb, int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    int[] pixels = new int[width * height];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] =
          (rgb[i * 3] & 0xff) << 16 | (rgb[i * 3 + 1] & 0xff) << 8 | (rgb[i * 3 + 2] & 0xff);
    }
    image.setRGB(0, 0, width, height, pixels, 0, width);
    return image;
  }

  private static byte[] write(BufferedImage image) throws IOException {
    Iterator<ImageWriter> writers = ImageIO.getImageWritersByFormatName("jpeg");
    ImageWriter writer = writers.next();
    try (ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        // without this stream ImageIO would write through a temporary file
        MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageWriteParam parameters = writer.getDefaultWriteParam();
      parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      parameters.setCompressionQuality(QUALITY);
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), parameters);
      out.flush();
      return bytes.toByteArray();
    } finally {
      writer.dispose();
    }
  }
}
