package io.cuepoint.ingest.sample;

import static org.bytedeco.ffmpeg.avutil.AVFrame.AV_FRAME_FLAG_INTERLACED;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_PRI_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_RGB;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_TRC_ARIB_STD_B67;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_TRC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_TRC_SMPTE2084;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGB24;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;
import static org.bytedeco.ffmpeg.global.swscale.sws_alloc_context;
import static org.bytedeco.ffmpeg.global.swscale.sws_free_context;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale_frame;

import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;

/**
 * Frames as packed pixels of another size and format, through libswscale, which takes the colour
 * matrix and range from each frame and adapts itself when a frame differs from the last. HDR
 * transfers (PQ, HLG) are mapped to BT.709 where the target is RGB.
 */
final class Scaler implements AutoCloseable {
  private final SwsContext context;
  private final AVFrame target;
  private final int format;
  private final int channels;
  private byte[] pixels = new byte[0];

  /**
   * @param format {@code AV_PIX_FMT_RGB24} or {@code AV_PIX_FMT_GRAY8}
   * @param flags libswscale's filter
   */
  Scaler(int format, int flags) {
    this.format = format;
    this.channels = format == AV_PIX_FMT_RGB24 ? 3 : 1;
    this.context = sws_alloc_context();
    this.target = av_frame_alloc();
    if (context == null || target == null) {
      throw new OutOfMemoryError("libswscale");
    }
    context.flags(flags);
  }

  /**
   * {@code [height, width, channels]} uint8 without gaps, overwritten by the next call; may be
   * longer.
   *
   * @throws ScalingException when libswscale refuses the frame
   */
  byte[] scale(AVFrame frame, int width, int height) throws ScalingException {
    boolean hdr =
        frame.color_trc() == AVCOL_TRC_SMPTE2084 || frame.color_trc() == AVCOL_TRC_ARIB_STD_B67;
    prepare(frame, width, height, hdr && format == AV_PIX_FMT_RGB24);
    // to libswscale an interlaced source needs an interlaced target; here lines are just lines
    int flags = frame.flags();
    frame.flags(flags & ~AV_FRAME_FLAG_INTERLACED);
    int result = sws_scale_frame(context, target, frame);
    frame.flags(flags);
    if (result < 0) {
      throw new ScalingException(result);
    }
    int row = width * channels;
    if (pixels.length < row * height) {
      pixels = new byte[row * height];
    }
    try (BytePointer data = target.data(0)) {
      for (int y = 0; y < height; y++) {
        data.position((long) y * target.linesize(0)).get(pixels, y * row, row);
      }
    }
    return pixels;
  }

  private void prepare(AVFrame frame, int width, int height, boolean mapToSdr) {
    if (target.width() != width || target.height() != height) {
      av_frame_unref(target);
      target.width(width);
      target.height(height);
      target.format(format);
      if (av_frame_get_buffer(target, 0) < 0) {
        throw new OutOfMemoryError("av_frame_get_buffer");
      }
    }
    target.color_range(AVCOL_RANGE_JPEG);
    if (format == AV_PIX_FMT_RGB24) {
      target.colorspace(AVCOL_SPC_RGB);
    }
    target.color_trc(mapToSdr ? AVCOL_TRC_BT709 : frame.color_trc());
    target.color_primaries(mapToSdr ? AVCOL_PRI_BT709 : frame.color_primaries());
  }

  @Override
  public void close() {
    av_frame_free(target);
    sws_free_context(context);
  }
}
