package io.cuepoint.ingest.testclips;

import static org.bytedeco.ffmpeg.global.avfilter.AV_BUFFERSRC_FLAG_KEEP_REF;
import static org.bytedeco.ffmpeg.global.avfilter.av_buffersink_get_frame;
import static org.bytedeco.ffmpeg.global.avfilter.av_buffersrc_add_frame_flags;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_get_by_name;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_alloc;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_config;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_create_filter;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_free;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_parse_ptr;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_inout_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_strdup;

import io.cuepoint.ingest.demux.Ffmpeg;
import java.io.IOException;
import org.bytedeco.ffmpeg.avfilter.AVFilterContext;
import org.bytedeco.ffmpeg.avfilter.AVFilterGraph;
import org.bytedeco.ffmpeg.avfilter.AVFilterInOut;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;
import org.jspecify.annotations.Nullable;

/** A chain of FFmpeg's own filters, to compare with. */
public final class FilterGraph implements AutoCloseable {
  private final AVFilterGraph graph = avfilter_graph_alloc();
  private final AVFilterContext source = new AVFilterContext(null);
  private final AVFilterContext sink = new AVFilterContext(null);

  /** Whether this build of FFmpeg has the filter. */
  public static boolean has(String filter) {
    Ffmpeg.load();
    return avfilter_get_by_name(filter) != null;
  }

  /** The chain {@code filters}, as on a command line, for frames like {@code frame}. */
  public FilterGraph(String filters, AVFrame frame) throws IOException {
    String shape =
        "video_size=%dx%d:pix_fmt=%d:time_base=1/25:colorspace=%d:range=%d"
            .formatted(
                frame.width(),
                frame.height(),
                frame.format(),
                frame.colorspace(),
                frame.color_range());
    check(
        avfilter_graph_create_filter(
            source, avfilter_get_by_name("buffer"), "in", shape, null, graph));
    check(
        avfilter_graph_create_filter(
            sink, avfilter_get_by_name("buffersink"), "out", null, null, graph));
    AVFilterInOut outputs = end("in", source);
    AVFilterInOut inputs = end("out", sink);
    check(avfilter_graph_parse_ptr(graph, filters, inputs, outputs, null));
    check(avfilter_graph_config(graph, null));
  }

  private static AVFilterInOut end(String name, AVFilterContext filter) {
    AVFilterInOut end = avfilter_inout_alloc();
    end.name(av_strdup(new BytePointer(name)));
    end.filter_ctx(filter);
    end.pad_idx(0);
    end.next(null);
    return end;
  }

  /** Gives the chain a frame, which stays the caller's; null ends the stream. */
  public void push(@Nullable AVFrame frame) throws IOException {
    check(av_buffersrc_add_frame_flags(source, frame, AV_BUFFERSRC_FLAG_KEEP_REF));
  }

  /** What comes out next, to be freed by the caller; null when more must go in first. */
  public @Nullable AVFrame take() throws IOException {
    AVFrame result = av_frame_alloc();
    int taken = av_buffersink_get_frame(sink, result);
    if (taken == Ffmpeg.EAGAIN) {
      av_frame_free(result);
      return null;
    }
    check(taken);
    return result;
  }

  private static void check(int result) throws IOException {
    if (result < 0) {
      throw new IOException("filter: " + Ffmpeg.describe(result));
    }
  }

  @Override
  public void close() {
    avfilter_graph_free(graph);
  }
}
