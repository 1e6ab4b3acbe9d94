package io.cuepoint.clip;

import io.cuepoint.object.ObjectStore;
import io.cuepoint.queue.ContractJson;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** A clip read back into memory. */
public final class Clip {
  private final ClipManifest manifest;
  private final byte[] frames;
  private final byte[] pictures;

  private Clip(ClipManifest manifest, byte[] frames, byte[] pictures) {
    this.manifest = manifest;
    this.frames = frames;
    this.pictures = pictures;
  }

  /**
   * Reads a clip out of the object store.
   *
   * @param maxBytes bound for the unpacked frames, and for the pictures
   * @throws IOException when it is not there, not whole, or too large
   */
  public static Clip open(ObjectStore objects, String key, int maxBytes) throws IOException {
    try (SeekableByteChannel channel = objects.open(key)) {
      return read(Channels.newInputStream(channel), maxBytes);
    }
  }

  /**
   * Reads what {@link ClipWriter} wrote.
   *
   * @param maxBytes bound for the unpacked frames, and for the pictures
   * @throws IOException when it is not a whole clip of a known version, or too large
   */
  public static Clip read(InputStream in, int maxBytes) throws IOException {
    byte[] frames = null;
    byte[] pictures = {};
    ClipManifest manifest = null;
    try (ZipInputStream zip = new ZipInputStream(new BufferedInputStream(in))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        switch (entry.getName()) {
          case ClipWriter.FRAMES -> frames = frames(zip, maxBytes);
          case ClipWriter.PICTURES -> pictures = frames(zip, maxBytes);
          case ClipWriter.MANIFEST -> manifest = manifest(zip);
          default -> throw new IOException("clip: unknown entry '" + entry.getName() + "'");
        }
      }
    }
    return whole(manifest, frames, pictures);
  }

  public ClipManifest manifest() {
    return manifest;
  }

  /** RGB bytes of frame {@code index}: {@code [height, width, 3]} uint8. */
  public byte[] rgb(int index) {
    int size = manifest.frameBytes();
    return Arrays.copyOfRange(frames, index * size, (index + 1) * size);
  }

  /** RGB bytes of picture {@code index} of the manifest: {@code [height, width, 3]} uint8. */
  public byte[] picture(int index) {
    int from =
        manifest.pictures().subList(0, index).stream().mapToInt(ClipManifest.Picture::bytes).sum();
    return Arrays.copyOfRange(pictures, from, from + manifest.pictures().get(index).bytes());
  }

  private static byte[] frames(ZipInputStream zip, int maxBytes) throws IOException {
    byte[] bytes = zip.readNBytes(maxBytes);
    if (zip.read() >= 0) {
      throw new IOException("clip: more than " + maxBytes + " bytes of frames");
    }
    return bytes;
  }

  private static ClipManifest manifest(ZipInputStream zip) throws IOException {
    try {
      return ContractJson.mapper().readValue(zip.readAllBytes(), ClipManifest.class);
    } catch (JacksonException e) {
      throw new IOException("clip: unreadable manifest", e);
    }
  }

  private static Clip whole(
      @Nullable ClipManifest manifest, byte @Nullable [] residuals, byte[] pictures)
      throws IOException {
    if (manifest == null || residuals == null) {
      throw new IOException("clip: not whole (expected: frames and a manifest)");
    }
    if (manifest.version() != ClipManifest.VERSION) {
      throw new IOException(
          "clip: version " + manifest.version() + " (expected: " + ClipManifest.VERSION + ")");
    }
    int size = manifest.frameBytes();
    if (residuals.length != (long) size * manifest.frames().size()) {
      throw new IOException(
          "clip: "
              + residuals.length
              + " bytes (expected: "
              + manifest.frames().size()
              + " frames of "
              + size
              + ")");
    }
    long expected = manifest.pictures().stream().mapToLong(ClipManifest.Picture::bytes).sum();
    if (pictures.length != expected) {
      throw new IOException(
          "clip: " + pictures.length + " bytes of pictures (expected: " + expected + ")");
    }
    for (int i = size; i < residuals.length; i++) {
      residuals[i] += residuals[i - size];
    }
    return new Clip(manifest, residuals, pictures);
  }
}
