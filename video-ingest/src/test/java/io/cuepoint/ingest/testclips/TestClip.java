package io.cuepoint.ingest.testclips;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A clip to be made: every frame painted, every sample of sound computed, so that the truth about
 * it is known.
 *
 * <pre>{@code
 * TestClip.of(320, 180, 25, 8).picture(Painter.moving()).sound(Sound.tone(440, 0.1)).write(file);
 * }</pre>
 *
 * <p>The file's ending chooses the container. Video is H.264 (libopenh264) or, with {@link #codec},
 * another of FFmpeg's encoders ({@code mpeg4}, {@code mjpeg}, {@code libvpx-vp9}); sound is AAC at
 * 48 kHz. An MP4 plays in Chromium.
 */
public final class TestClip {
  final int width;
  final int height;
  final int framesPerSecond;
  final double seconds;
  @Nullable Painter painter = Painter.moving();
  @Nullable Sound sound;
  int channels = 1;
  int keyFrameInterval;
  String codec = "libopenh264";
  long bitRate = 2_000_000;
  int betweenFrames;

  private TestClip(int width, int height, int framesPerSecond, double seconds) {
    this.width = width;
    this.height = height;
    this.framesPerSecond = framesPerSecond;
    this.seconds = seconds;
    this.keyFrameInterval = framesPerSecond;
  }

  /** Sides must be even, but for {@code ffv1}. */
  public static TestClip of(int width, int height, int framesPerSecond, double seconds) {
    return new TestClip(width, height, framesPerSecond, seconds);
  }

  public TestClip picture(Painter value) {
    painter = value;
    return this;
  }

  /** Sound alone. */
  public TestClip noPicture() {
    painter = null;
    return this;
  }

  public TestClip sound(Sound value) {
    sound = value;
    return this;
  }

  public TestClip stereo() {
    channels = 2;
    return this;
  }

  public TestClip codec(String value) {
    codec = value;
    return this;
  }

  public TestClip keyFrameEvery(int frames) {
    keyFrameInterval = frames;
    return this;
  }

  /** Target of the video encoder, in bits per second. */
  public TestClip bitRate(long value) {
    bitRate = value;
    return this;
  }

  /** As many B-frames in a row, for codecs that have them ({@code mpeg4}, {@code mpeg2video}). */
  public TestClip betweenFrames(int value) {
    betweenFrames = value;
    return this;
  }

  public int frames() {
    return (int) Math.round(seconds * framesPerSecond);
  }

  /** Encodes the clip into {@code file}. */
  public Path write(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    try (ClipEncoder encoder = new ClipEncoder(this, file)) {
      encoder.run();
    }
    return file;
  }
}
