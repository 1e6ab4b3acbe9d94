package io.cuepoint.ingest.sample;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_TRC_ARIB_STD_B67;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_TRC_SMPTE2084;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGB24;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGB48LE;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BICUBIC;

import io.cuepoint.ingest.demux.MediaInput;
import io.cuepoint.ingest.demux.StreamGeometry;
import io.cuepoint.ingest.picture.Orientation;
import io.cuepoint.ingest.picture.RgbPicture;
import io.cuepoint.ingest.picture.ToneMap;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/**
 * Decoded frames as upright SDR pictures at their coded resolution (or less, when asked): turned,
 * deinterlaced, HDR mapped.
 */
public final class Pictures implements AutoCloseable {
  private final MediaInput input;
  private final AVStream stream;
  private final int maxWidth;
  private final Scaler scaler = new Scaler(SWS_BICUBIC, AV_PIX_FMT_RGB24);
  private final Scaler smaller = new Scaler(SWS_BICUBIC, AV_PIX_FMT_YUV420P);
  private final Scaler deep = new Scaler(SWS_BICUBIC, AV_PIX_FMT_RGB48LE);
  private final Deinterlacer deinterlacer = new Deinterlacer();
  private byte[] mapped = new byte[0];
  private byte[] turned = new byte[0];

  /**
   * @param maxWidth wider frames (as displayed) are scaled down to it
   */
  public Pictures(MediaInput input, AVStream stream, int maxWidth) {
    this.input = input;
    this.stream = stream;
    this.maxWidth = maxWidth;
  }

  /** A frame that is not interlaced as a picture whose bytes the next call overwrites. */
  public RgbPicture of(AVFrame frame) throws ScalingException {
    return of(null, frame, null);
  }

  /**
   * A frame as a picture whose bytes the next call overwrites.
   *
   * @param before the frame shown before it, null where there is none; an interlaced one needs it
   * @param after the frame shown after it, likewise
   */
  RgbPicture of(@Nullable AVFrame before, AVFrame frame, @Nullable AVFrame after)
      throws ScalingException {
    Orientation orientation = StreamGeometry.orientation(stream, frame);
    double aspect = StreamGeometry.pixelAspect(input.format(), stream, frame);
    int[] shown = StreamGeometry.stretched(frame.width(), frame.height(), aspect);
    int shownWidth = orientation.transposed() ? shown[1] : shown[0];
    int shownHeight = orientation.transposed() ? shown[0] : shown[1];
    double shrink = Math.min(1, (double) maxWidth / shownWidth);
    int width = Math.max(1, (int) Math.round(frame.width() * shrink));
    int height = Math.max(1, (int) Math.round(frame.height() * shrink));
    AVFrame source =
        Deinterlacer.isInterlaced(frame) ? deinterlacer.of(before, frame, after) : frame;
    byte[] rgb = rgb(source, width, height);
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

  private byte[] rgb(AVFrame frame, int width, int height) throws ScalingException {
    boolean pq = frame.color_trc() == AVCOL_TRC_SMPTE2084;
    if (!pq && frame.color_trc() != AVCOL_TRC_ARIB_STD_B67) {
      // to another size and to RGB at once takes three times as long
      boolean resized = frame.width() != width || frame.height() != height;
      AVFrame source =
          resized && frame.format() == AV_PIX_FMT_YUV420P
              ? smaller.frame(frame, width, height)
              : frame;
      return scaler.scale(source, width, height);
    }
    if (mapped.length < width * height * 3) {
      mapped = new byte[width * height * 3];
    }
    (pq ? ToneMap.PQ : ToneMap.HLG).map(deep.scale(frame, width, height), width * height, mapped);
    return mapped;
  }

  @Override
  public void close() {
    deinterlacer.close();
    deep.close();
    smaller.close();
    scaler.close();
  }
}
