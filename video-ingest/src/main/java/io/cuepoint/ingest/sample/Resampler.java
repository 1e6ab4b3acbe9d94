package io.cuepoint.ingest.sample;

import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLT;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_compare;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_copy;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_uninit;
import static org.bytedeco.ffmpeg.global.swresample.swr_alloc_set_opts2;
import static org.bytedeco.ffmpeg.global.swresample.swr_convert;
import static org.bytedeco.ffmpeg.global.swresample.swr_free;
import static org.bytedeco.ffmpeg.global.swresample.swr_get_delay;
import static org.bytedeco.ffmpeg.global.swresample.swr_get_out_samples;
import static org.bytedeco.ffmpeg.global.swresample.swr_init;

import io.cuepoint.contract.MediaTime;
import org.bytedeco.ffmpeg.avutil.AVChannelLayout;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swresample.SwrContext;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/** Decoded sound as 48 kHz float, mono as mono, all else as stereo, through libswresample. */
final class Resampler implements AutoCloseable {
  private final AVChannelLayout inputLayout = new AVChannelLayout();
  private @Nullable SwrContext context;
  private int inputRate;
  private int inputFormat;
  private int channels;
  private float[] samples = new float[0];
  private FloatPointer buffer = new FloatPointer(0L);
  private long end;
  private int lastError;

  /**
   * The samples that come out when {@code frame}, which begins at {@code time}, goes in.
   *
   * @return overwritten by the next call; null when libswresample refused
   */
  @Nullable AudioBlock convert(AVFrame frame, long time) {
    SwrContext ready = ready(frame);
    if (ready == null) {
      return null;
    }
    // what is still inside comes out first and is earlier than the frame
    long start = time - swr_get_delay(ready, 1_000_000);
    return pull(ready, frame.extended_data(), frame.nb_samples(), start);
  }

  /** What is still inside after the last frame; null when there is nothing. */
  @Nullable AudioBlock drain() {
    return context == null ? null : pull(context, null, 0, end);
  }

  int lastError() {
    return lastError;
  }

  private @Nullable AudioBlock pull(
      SwrContext ready, @Nullable PointerPointer<?> data, int count, long start) {
    int room = Math.max(1, swr_get_out_samples(ready, count));
    if (samples.length < room * channels) {
      samples = new float[room * channels];
      buffer.close();
      buffer = new FloatPointer((long) room * channels);
    }
    try (PointerPointer<FloatPointer> out = new PointerPointer<>(1)) {
      out.put(0, buffer);
      int got = swr_convert(ready, out, room, data, count);
      if (got < 0) {
        lastError = got;
        return null;
      }
      buffer.position(0).get(samples, 0, got * channels);
      AudioBlock block = new AudioBlock(MediaTime.ofMicros(start), channels, got, samples);
      end = block.end().micros();
      return block;
    }
  }

  private @Nullable SwrContext ready(AVFrame frame) {
    if (context != null
        && frame.sample_rate() == inputRate
        && frame.format() == inputFormat
        && av_channel_layout_compare(frame.ch_layout(), inputLayout) == 0) {
      return context;
    }
    release();
    inputRate = frame.sample_rate();
    inputFormat = frame.format();
    av_channel_layout_uninit(inputLayout);
    av_channel_layout_copy(inputLayout, frame.ch_layout());
    channels = frame.ch_layout().nb_channels() == 1 ? 1 : 2;
    context = create(frame);
    return context;
  }

  private @Nullable SwrContext create(AVFrame frame) {
    SwrContext created = new SwrContext(null);
    try (AVChannelLayout out = new AVChannelLayout();
        AVChannelLayout in = new AVChannelLayout()) {
      av_channel_layout_default(out, channels);
      if (frame.ch_layout().order() == 0) {
        av_channel_layout_default(in, frame.ch_layout().nb_channels());
      } else {
        av_channel_layout_copy(in, frame.ch_layout());
      }
      int result =
          swr_alloc_set_opts2(
              created,
              out,
              AV_SAMPLE_FMT_FLT,
              AudioBlock.SAMPLE_RATE,
              in,
              frame.format(),
              frame.sample_rate(),
              0,
              null);
      if (result >= 0) {
        result = swr_init(created);
      }
      av_channel_layout_uninit(in);
      if (result < 0) {
        lastError = result;
        swr_free(created);
        return null;
      }
      return created;
    }
  }

  private void release() {
    if (context != null) {
      swr_free(context);
      context = null;
    }
  }

  @Override
  public void close() {
    release();
    av_channel_layout_uninit(inputLayout);
    inputLayout.close();
    buffer.close();
  }
}
