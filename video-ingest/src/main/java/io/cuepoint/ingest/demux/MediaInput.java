package io.cuepoint.ingest.demux;

import static org.bytedeco.ffmpeg.global.avformat.AVFMT_NOTIMESTAMPS;
import static org.bytedeco.ffmpeg.global.avformat.AVFMT_TS_DISCONT;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avformat.avio_size;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EXIT;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/**
 * An open container with its streams chosen. Holds native memory until closed; for one thread at a
 * time. Blocking reads end when the thread is interrupted.
 */
public final class MediaInput implements AutoCloseable {
  private static final int MAX_EMPTY_READS = 1_000;

  private final AVFormatContext format;
  private final StreamChoice choice;

  private MediaInput(AVFormatContext format, StreamChoice choice) {
    this.format = format;
    this.choice = choice;
  }

  /**
   * Opens {@code location}, a path or an http(s) URL, and reads as much as is needed to know its
   * streams.
   *
   * @throws UnreadableMediaException when that never will work
   * @throws IOException when it cannot be read now
   */
  public static MediaInput open(String location)
      throws UnreadableMediaException, IOException, InterruptedException {
    refuseWhatIsNoFile(location);
    Ffmpeg.load();
    AVFormatContext format = avformat_alloc_context();
    if (format == null) {
      throw new OutOfMemoryError("avformat_alloc_context");
    }
    InterruptCheck.install(format);
    AVDictionary options = new AVDictionary(null);
    av_dict_set(options, "protocol_whitelist", AllowedFormats.protocols(location), 0);
    av_dict_set(options, "format_whitelist", AllowedFormats.DEMUXERS, 0);
    if (AllowedFormats.isUrl(location)) {
      HttpOptions.add(options, location);
    }
    // on failure FFmpeg frees the context itself
    int opened =
        avformat_open_input(format, AllowedFormats.url(location), (AVInputFormat) null, options);
    av_dict_free(options);
    if (opened < 0) {
      throw unreadable(opened);
    }
    try {
      int found = avformat_find_stream_info(format, (PointerPointer<?>) null);
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      if (found < 0 && format.nb_streams() == 0) {
        throw unreadable(found);
      }
      return new MediaInput(format, StreamChoice.of(format));
    } catch (Throwable e) {
      avformat_close_input(format);
      throw e;
    }
  }

  private static void refuseWhatIsNoFile(String location)
      throws UnreadableMediaException, IOException {
    if (AllowedFormats.isUrl(location)) {
      return;
    }
    Path path = Path.of(location);
    if (!Files.isRegularFile(path)) {
      throw new NoSuchFileException(location);
    }
    if (Files.size(path) == 0) {
      throw new UnreadableMediaException("video.empty", "the file has no bytes");
    }
  }

  private static UnreadableMediaException unreadable(int error)
      throws IOException, InterruptedException {
    stopOnInterrupt(error);
    if (Ffmpeg.isSystemError(error)) {
      throw new IOException("cannot open: " + Ffmpeg.describe(error));
    }
    return new UnreadableMediaException(
        "video.unreadable",
        "not a video or audio container that is known, or one without its index ("
            + Ffmpeg.describe(error)
            + ")");
  }

  private static void stopOnInterrupt(int error) throws InterruptedException {
    if (error == AVERROR_EXIT && Thread.interrupted()) {
      throw new InterruptedException();
    }
  }

  /**
   * The next packet of a chosen stream into {@code packet}, which must be empty.
   *
   * @return 0, or {@code AVERROR_EOF} or another negative error at which reading ends
   * @throws IOException when the operating system failed, so that another try may help
   */
  public int read(AVPacket packet) throws IOException, InterruptedException {
    for (int tries = 0; tries < MAX_EMPTY_READS; tries++) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      int result = av_read_frame(format, packet);
      if (result == Ffmpeg.EAGAIN) {
        continue;
      }
      stopOnInterrupt(result);
      if (result < 0 && (Ffmpeg.isSystemError(result) || failedBelow(result))) {
        throw new IOException("cannot read on: " + Ffmpeg.describe(result));
      }
      return Math.min(result, 0);
    }
    return AVERROR_EOF;
  }

  /** Whether the error came from reading bytes, not from what the bytes say. */
  private boolean failedBelow(int error) {
    return error != AVERROR_EOF && format.pb() != null && format.pb().error() == error;
  }

  public AVFormatContext format() {
    return format;
  }

  /** The stream that is sampled; null when there is none. */
  public @Nullable AVStream video() {
    return choice.video() < 0 ? null : format.streams(choice.video());
  }

  /** The stream that is heard; null when there is none. */
  public @Nullable AVStream audio() {
    return choice.audio() < 0 ? null : format.streams(choice.audio());
  }

  StreamChoice choice() {
    return choice;
  }

  /** The container's start time in microseconds: 0 on the video's clock. */
  public long zeroMicros() {
    return format.start_time() == AV_NOPTS_VALUE ? 0 : format.start_time();
  }

  /** Whether the container has no timestamps at all (a raw stream). */
  public boolean hasNoTimestamps() {
    return (format.iformat().flags() & AVFMT_NOTIMESTAMPS) != 0;
  }

  /** Whether the container's timestamps may jump (MPEG transport and program streams). */
  public boolean mayJump() {
    return (format.iformat().flags() & AVFMT_TS_DISCONT) != 0;
  }

  /** Whether the container says where its key frames lie, so that a seek needs no search. */
  public boolean isIndexed() {
    String name = format.iformat().name().getString();
    return name.startsWith("mov,") || name.startsWith("matroska");
  }

  /** Size of the whole container; 0 where it is not known. */
  public long bytes() {
    return Math.max(0, avio_size(format.pb()));
  }

  @Override
  public void close() {
    avformat_close_input(format);
  }
}
