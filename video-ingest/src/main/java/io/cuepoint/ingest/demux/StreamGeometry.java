package io.cuepoint.ingest.demux;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_side_data_get;
import static org.bytedeco.ffmpeg.global.avformat.av_guess_sample_aspect_ratio;
import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_side_data;

import io.cuepoint.ingest.picture.Orientation;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVFrameSideData;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;

/** How a stream's or frame's pixels are turned and stretched on a screen. */
public final class StreamGeometry {
  private static final double MAX_ASPECT = 16;

  private StreamGeometry() {}

  /** The frame's own orientation, else the stream's, else upright. */
  public static Orientation orientation(AVStream stream, @Nullable AVFrame frame) {
    if (frame != null) {
      AVFrameSideData own = av_frame_get_side_data(frame, AV_FRAME_DATA_DISPLAYMATRIX);
      if (own != null && own.size() >= 36) {
        return read(own.data());
      }
    }
    int entries = stream.codecpar().nb_coded_side_data();
    if (entries > 0) {
      AVPacketSideData coded =
          av_packet_side_data_get(
              stream.codecpar().coded_side_data(), entries, AV_PKT_DATA_DISPLAYMATRIX);
      if (coded != null && coded.size() >= 36) {
        return read(coded.data());
      }
    }
    return Orientation.UPRIGHT;
  }

  private static Orientation read(Pointer data) {
    int[] matrix = new int[9];
    new IntPointer(data).get(matrix);
    return Orientation.of(matrix);
  }

  /** Width over height of one pixel as coded; 1 where that is unknown or absurd. */
  public static double pixelAspect(
      AVFormatContext format, AVStream stream, @Nullable AVFrame frame) {
    AVRational ratio = av_guess_sample_aspect_ratio(format, stream, frame);
    if (ratio.num() <= 0 || ratio.den() <= 0) {
      return 1;
    }
    double aspect = (double) ratio.num() / ratio.den();
    return aspect > MAX_ASPECT || aspect < 1 / MAX_ASPECT ? 1 : aspect;
  }

  /** {@code [width, height]} with square pixels, not turned: the shorter-pixel side is kept. */
  public static int[] stretched(int width, int height, double pixelAspect) {
    return pixelAspect >= 1
        ? new int[] {(int) Math.round(width * pixelAspect), height}
        : new int[] {width, (int) Math.round(height / pixelAspect)};
  }
}
