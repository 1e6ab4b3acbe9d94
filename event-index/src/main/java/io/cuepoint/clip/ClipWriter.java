package io.cuepoint.clip;

import io.cuepoint.contract.TimeSpan;
import io.cuepoint.object.ObjectUpload;
import io.cuepoint.queue.ContractJson;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes a clip object frame by frame, in memory for one frame: a ZIP file with the entries {@code
 * frames} (for each frame its RGB bytes minus those of the frame before, modulo 256, which packs
 * well where little moves), {@code pictures} (their RGB bytes one after the other, where there are
 * any) and {@code manifest.json}, a {@link ClipManifest}.
 */
public final class ClipWriter implements AutoCloseable {
  static final String FRAMES = "frames";
  static final String PICTURES = "pictures";
  static final String MANIFEST = "manifest.json";

  private final ObjectUpload upload;
  private final ZipOutputStream zip;
  private final List<ClipManifest.Frame> frames = new ArrayList<>();
  private final List<ClipManifest.Picture> pictures = new ArrayList<>();
  private final ByteArrayOutputStream pictureBytes = new ByteArrayOutputStream();
  private final byte[] before;
  private final byte[] residual;
  private final int width;
  private final int height;

  public ClipWriter(ObjectUpload upload, int width, int height) throws IOException {
    this.upload = upload;
    this.width = width;
    this.height = height;
    this.before = new byte[3 * width * height];
    this.residual = new byte[before.length];
    this.zip =
        new ZipOutputStream(new BufferedOutputStream(Channels.newOutputStream(upload), 1 << 16));
    zip.setLevel(Deflater.BEST_SPEED);
    zip.putNextEntry(new ZipEntry(FRAMES));
  }

  /**
   * Adds a frame.
   *
   * @param rgb {@code [height, width, 3]} uint8
   */
  public void add(ClipManifest.Frame frame, byte[] rgb) throws IOException {
    if (rgb.length != before.length) {
      throw new IllegalArgumentException(
          "frame: " + rgb.length + " bytes (expected: " + before.length + ")");
    }
    for (int i = 0; i < rgb.length; i++) {
      residual[i] = (byte) (rgb[i] - before[i]);
    }
    zip.write(residual);
    System.arraycopy(rgb, 0, before, 0, rgb.length);
    frames.add(frame);
  }

  /**
   * Adds a picture; it is held in memory until the clip is committed.
   *
   * @param rgb {@code [height, width, 3]} uint8
   */
  public void add(ClipManifest.Picture picture, byte[] rgb) {
    if (rgb.length != picture.bytes()) {
      throw new IllegalArgumentException(
          "picture: " + rgb.length + " bytes (expected: " + picture.bytes() + ")");
    }
    pictures.add(picture);
    pictureBytes.writeBytes(rgb);
  }

  public int frames() {
    return frames.size();
  }

  /** Writes the manifest and makes the object visible. */
  public void commit(UUID videoId, UUID clipId, TimeSpan window, double framesPerSecond)
      throws IOException {
    ClipManifest manifest =
        new ClipManifest(
            ClipManifest.VERSION,
            videoId,
            clipId,
            window,
            framesPerSecond,
            width,
            height,
            frames,
            pictures);
    zip.closeEntry();
    if (!pictures.isEmpty()) {
      zip.putNextEntry(new ZipEntry(PICTURES));
      pictureBytes.writeTo(zip);
      zip.closeEntry();
    }
    zip.putNextEntry(new ZipEntry(MANIFEST));
    zip.write(ContractJson.mapper().writeValueAsBytes(manifest));
    zip.closeEntry();
    zip.finish();
    zip.flush();
    upload.commit();
  }

  /** Leaves nothing behind when the clip was not committed. */
  @Override
  public void close() throws IOException {
    upload.close();
  }
}
