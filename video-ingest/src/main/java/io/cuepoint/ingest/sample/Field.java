package io.cuepoint.ingest.sample;

import static org.bytedeco.ffmpeg.avutil.AVFrame.AV_FRAME_FLAG_INTERLACED;
import static org.bytedeco.ffmpeg.avutil.AVFrame.AV_FRAME_FLAG_TOP_FIELD_FIRST;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_ref;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;

import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * The first field of an interlaced frame, as a view of half the height: every second line of each
 * plane. A frame shows two moments, a field shows one; scaling it to full height interpolates the
 * other lines.
 */
public final class Field implements AutoCloseable {
  private static final int PLANES = 4;

  private final AVFrame view = av_frame_alloc();

  public static boolean isInterlaced(AVFrame frame) {
    return (frame.flags() & AV_FRAME_FLAG_INTERLACED) != 0 && frame.height() >= 4;
  }

  /** Valid until the next call. */
  AVFrame of(AVFrame frame) {
    av_frame_unref(view);
    if (av_frame_ref(view, frame) < 0) {
      throw new OutOfMemoryError("av_frame_ref");
    }
    boolean bottom = (frame.flags() & AV_FRAME_FLAG_TOP_FIELD_FIRST) == 0;
    view.height(frame.height() / 2);
    for (int i = 0; i < PLANES; i++) {
      if (view.data(i) != null) {
        if (bottom) {
          view.data(i, view.data(i).getPointer(view.linesize(i)));
        }
        view.linesize(i, view.linesize(i) * 2);
      }
    }
    return view;
  }

  @Override
  public void close() {
    av_frame_free(view);
  }
}
