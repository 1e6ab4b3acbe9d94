package io.cuepoint.ingest.demux;

import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOInterruptCB;
import org.bytedeco.javacpp.Pointer;

/**
 * Makes FFmpeg's blocking reads end when their thread is interrupted. FFmpeg asks on the thread
 * that reads, so that one stateless callback serves all inputs (the binding has room for few).
 */
final class InterruptCheck {
  private static final AVIOInterruptCB.Callback_Pointer CALLBACK =
      new AVIOInterruptCB.Callback_Pointer() {
        @Override
        public int call(Pointer opaque) {
          return Thread.currentThread().isInterrupted() ? 1 : 0;
        }
      };

  private InterruptCheck() {}

  static void install(AVFormatContext format) {
    format.interrupt_callback().callback(CALLBACK);
  }
}
