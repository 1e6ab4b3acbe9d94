package io.cuepoint.ingest.sample;

import static org.bytedeco.ffmpeg.avutil.AVFrame.AV_FRAME_FLAG_INTERLACED;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_PRI_UNSPECIFIED;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_RGB;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_TRC_UNSPECIFIED;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;
import static org.bytedeco.ffmpeg.global.avutil.av_get_bits_per_pixel;
import static org.bytedeco.ffmpeg.global.avutil.av_pix_fmt_desc_get;
import static org.bytedeco.ffmpeg.global.swscale.sws_alloc_context;
import static org.bytedeco.ffmpeg.global.swscale.sws_free_context;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale_frame;

import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;

/**
 * Frames of another size and format, through libswscale, which takes the colour matrix and range
 * from each frame and adapts itself when a frame differs from the last. What becomes RGB or grey
 * has the full range, what stays YUV keeps its own.
 */
final class Scaler implements AutoCloseable {
  private final SwsContext context;
  private final AVFrame target;
  private final int bytesPerPixel;
  private byte[] pixels = new byte[0];

  /**
   * @param flags libswscale's filter
   */
  Scaler(int flags, int format) {
    this.context = sws_alloc_context();
    this.target = av_frame_alloc();
    if (context == null || target == null) {
      throw new OutOfMemoryError("libswscale");
    }
    this.bytesPerPixel = av_get_bits_per_pixel(av_pix_fmt_desc_get(format)) / 8;
    context.flags(flags);
    target.format(format);
  }

  /**
   * {@code [height, width, bytes per pixel]} without gaps, overwritten by the next call; may be
   * longer.
   *
   * @throws ScalingException when libswscale refuses the frame
   */
  byte[] scale(AVFrame frame, int width, int height) throws ScalingException {
    frame(frame, width, height);
    int row = width * bytesPerPixel;
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

  /**
   * The same as a frame, overwritten by the next call.
   *
   * @throws ScalingException when libswscale refuses the frame
   */
  AVFrame frame(AVFrame frame, int width, int height) throws ScalingException {
    prepare(frame, width, height);
    // to libswscale an interlaced source needs an interlaced target; here lines are just lines
    int flags = frame.flags();
    frame.flags(flags & ~AV_FRAME_FLAG_INTERLACED);
    // nor shall it map primaries and transfer, which costs seconds for its tables
    int transfer = frame.color_trc();
    int primaries = frame.color_primaries();
    frame.color_trc(AVCOL_TRC_UNSPECIFIED);
    frame.color_primaries(AVCOL_PRI_UNSPECIFIED);
    int result = sws_scale_frame(context, target, frame);
    frame.flags(flags);
    frame.color_trc(transfer);
    frame.color_primaries(primaries);
    if (result < 0) {
      throw new ScalingException(result);
    }
    return target;
  }

  private void prepare(AVFrame source, int width, int height) {
    if (target.width() != width || target.height() != height) {
      int format = target.format();
      av_frame_unref(target);
      target.width(width);
      target.height(height);
      target.format(format);
      if (av_frame_get_buffer(target, 0) < 0) {
        throw new OutOfMemoryError("av_frame_get_buffer");
      }
    }
    if (target.format() == AV_PIX_FMT_YUV420P) {
      target.color_range(source.color_range());
      target.colorspace(source.colorspace());
      target.chroma_location(source.chroma_location());
      return;
    }
    target.color_range(AVCOL_RANGE_JPEG);
    if (bytesPerPixel > 1) {
      target.colorspace(AVCOL_SPC_RGB);
    }
  }

  @Override
  public void close() {
    av_frame_free(target);
    sws_free_context(context);
  }
}
