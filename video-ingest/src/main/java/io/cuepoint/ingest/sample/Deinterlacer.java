package io.cuepoint.ingest.sample;

import static org.bytedeco.ffmpeg.avutil.AVFrame.AV_FRAME_FLAG_INTERLACED;
import static org.bytedeco.ffmpeg.global.avfilter.AV_BUFFERSRC_FLAG_KEEP_REF;
import static org.bytedeco.ffmpeg.global.avfilter.av_buffersink_get_frame;
import static org.bytedeco.ffmpeg.global.avfilter.av_buffersrc_add_frame_flags;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_get_by_name;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_alloc;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_config;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_create_filter;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_free;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_link;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_move_ref;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;

import io.cuepoint.ingest.demux.Ffmpeg;
import org.bytedeco.ffmpeg.avfilter.AVFilterContext;
import org.bytedeco.ffmpeg.avfilter.AVFilterGraph;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/**
 * Interlaced frames as whole pictures of the moment of their first field, by FFmpeg's {@code
 * bwdif}, which looks at the frame before and the frame after too. What comes out depends on these
 * three frames alone. Not thread-safe.
 */
public final class Deinterlacer implements AutoCloseable {
  private final AVFrame made = av_frame_alloc();
  private final AVFrame fresh = av_frame_alloc();
  private @Nullable AVFilterGraph graph;
  private AVFilterContext source = new AVFilterContext(null);
  private AVFilterContext sink = new AVFilterContext(null);
  private int width;
  private int height;
  private int format;
  private long pts;

  public static boolean isInterlaced(AVFrame frame) {
    return (frame.flags() & AV_FRAME_FLAG_INTERLACED) != 0 && frame.height() >= 4;
  }

  /**
   * The frame deinterlaced, valid until the next call.
   *
   * @param before the frame before it; null, or one of another shape, where there is none: then, as
   *     at a stream's ends, the filter goes by this frame alone
   * @param after the frame after it, likewise
   * @throws ScalingException when the filter refuses
   */
  AVFrame of(@Nullable AVFrame before, AVFrame frame, @Nullable AVFrame after)
      throws ScalingException {
    boolean first = before == null || !alike(before, frame);
    boolean last = after == null || !alike(after, frame);
    if (graph == null || !fits(frame) || first || last) {
      open(frame);
    }
    if (before != null && !first) {
      push(before);
    }
    push(frame);
    if (after != null && !last) {
      push(after);
    } else {
      push(null);
      release();
    }
    return made;
  }

  private static boolean alike(AVFrame a, AVFrame b) {
    return a.width() == b.width() && a.height() == b.height() && a.format() == b.format();
  }

  private boolean fits(AVFrame frame) {
    return frame.width() == width && frame.height() == height && frame.format() == format;
  }

  /** Gives the filter the next frame, or the end, and takes the one before it, deinterlaced. */
  private void push(@Nullable AVFrame frame) throws ScalingException {
    int result;
    if (frame == null) {
      result = av_buffersrc_add_frame_flags(source, null, 0);
    } else {
      long own = frame.pts();
      frame.pts(pts++);
      result = av_buffersrc_add_frame_flags(source, frame, AV_BUFFERSRC_FLAG_KEEP_REF);
      frame.pts(own);
    }
    while (result >= 0) {
      result = av_buffersink_get_frame(sink, fresh);
      if (result >= 0) {
        av_frame_unref(made);
        av_frame_move_ref(made, fresh);
      }
    }
    if (result != Ffmpeg.EAGAIN && result != AVERROR_EOF) {
      throw new ScalingException(result);
    }
  }

  private void open(AVFrame frame) throws ScalingException {
    release();
    AVFilterGraph opened = avfilter_graph_alloc();
    if (opened == null) {
      throw new OutOfMemoryError("avfilter_graph_alloc");
    }
    graph = opened;
    opened.nb_threads(1);
    width = frame.width();
    height = frame.height();
    format = frame.format();
    source = new AVFilterContext(null);
    sink = new AVFilterContext(null);
    try (AVFilterContext filter = new AVFilterContext(null)) {
      String shape =
          "video_size=%dx%d:pix_fmt=%d:time_base=1/25:colorspace=%d:range=%d"
              .formatted(width, height, format, frame.colorspace(), frame.color_range());
      create(source, "buffer", shape);
      create(filter, "bwdif", "mode=send_frame:parity=auto:deint=all");
      create(sink, "buffersink", null);
      check(avfilter_link(source, 0, filter, 0));
      check(avfilter_link(filter, 0, sink, 0));
      check(avfilter_graph_config(opened, null));
    }
  }

  private void create(AVFilterContext context, String name, @Nullable String arguments)
      throws ScalingException {
    check(
        avfilter_graph_create_filter(
            context, avfilter_get_by_name(name), name, arguments, null, graph));
  }

  private static void check(int result) throws ScalingException {
    if (result < 0) {
      throw new ScalingException(result);
    }
  }

  private void release() {
    if (graph != null) {
      avfilter_graph_free(graph);
      graph = null;
    }
  }

  @Override
  public void close() {
    release();
    av_frame_free(fresh);
    av_frame_free(made);
  }
}
