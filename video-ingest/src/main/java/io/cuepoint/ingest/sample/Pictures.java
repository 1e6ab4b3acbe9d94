package io.cuepoint.ingest.sample;

import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGB24;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BICUBIC;

import io.cuepoint.ingest.demux.MediaInput;
import io.cuepoint.ingest.demux.StreamGeometry;
import io.cuepoint.ingest.picture.Orientation;
import io.cuepoint.ingest.picture.RgbPicture;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** Decoded frames as upright RGB at their coded resolution (or less, when asked). */
final class Pictures implements AutoCloseable {
  private final MediaInput input;
  private final AVStream stream;
  private final int maxWidth;
  private final Scaler scaler = new Scaler(AV_PIX_FMT_RGB24, SWS_BICUBIC);
  private final Field field = new Field();
  private byte[] turned = new byte[0];

  /**
   * @param maxWidth wider frames (as displayed) are scaled down to it
   */
  Pictures(MediaInput input, AVStream stream, int maxWidth) {
    this.input = input;
    this.stream = stream;
    this.maxWidth = maxWidth;
  }

  /** The frame as a picture whose bytes the next call overwrites. */
  RgbPicture of(AVFrame frame) throws ScalingException {
    Orientation orientation = StreamGeometry.orientation(stream, frame);
    double aspect = StreamGeometry.pixelAspect(input.format(), stream, frame);
    int[] shown = StreamGeometry.stretched(frame.width(), frame.height(), aspect);
    int shownWidth = orientation.transposed() ? shown[1] : shown[0];
    int shownHeight = orientation.transposed() ? shown[0] : shown[1];
    double shrink = Math.min(1, (double) maxWidth / shownWidth);
    int width = Math.max(1, (int) Math.round(frame.width() * shrink));
    int height = Math.max(1, (int) Math.round(frame.height() * shrink));
    AVFrame source = Field.isInterlaced(frame) ? field.of(frame) : frame;
    byte[] rgb = scaler.scale(source, width, height);
    if (!orientation.isUpright()) {
      if (turned.length < width * height * 3) {
        turned = new byte[width * height * 3];
      }
      orientation.turn(rgb, width, height, 3, turned);
      rgb = turned;
    }
    return new RgbPicture(
        orientation.transposed() ? height : width,
        orientation.transposed() ? width : height,
        Math.max(1, (int) Math.round(shownWidth * shrink)),
        Math.max(1, (int) Math.round(shownHeight * shrink)),
        rgb);
  }

  @Override
  public void close() {
    field.close();
    scaler.close();
  }
}
