package io.cuepoint.ingest.sample;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;

import io.cuepoint.contract.MediaTime;
import io.cuepoint.ingest.demux.Ffmpeg;
import io.cuepoint.ingest.demux.MediaInput;
import io.cuepoint.ingest.demux.UnreadableMediaException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a video once from beginning to end and hands out its frames on an even grid, every frame as
 * a small luma picture, and its sound. Memory does not grow with the length of the video. Safe for
 * concurrent use; each run holds a decoder of its own.
 */
public final class MediaPass {
  private final PassOptions options;

  public MediaPass(PassOptions options) {
    this.options = options;
  }

  /**
   * Runs a pass with one rate for all of the video.
   *
   * @param framesPerSecond of the grid, above 0 and at most 240
   */
  public PassResult run(String location, double framesPerSecond, PassSink sink)
      throws UnreadableMediaException, IOException, InterruptedException {
    return run(location, TargetGrid.even(framesPerSecond), sink);
  }

  /**
   * Runs a pass on the calling thread until the end of the video, an interrupt, or until the sink
   * wants no more or the grid is behind it; then the result is about what was read.
   *
   * @param location a path or an http(s) URL
   * @throws UnreadableMediaException when nothing in it can ever be decoded
   * @throws IOException when it cannot be read now
   */
  public PassResult run(String location, TargetGrid grid, PassSink sink)
      throws UnreadableMediaException, IOException, InterruptedException {
    try (MediaInput input = MediaInput.open(location);
        Tracks tracks = Tracks.open(input, grid, options, sink)) {
      return tracks.run();
    }
  }

  /**
   * Goes on where a pass over the same video with the same options was broken off. The past is
   * read, but of its pictures only those from the first target on are decoded again, with what they
   * need: their luma is given once more, to be compared, and then all goes on as it would have.
   *
   * @param grid the targets that are still wanted
   * @param state where the pass stood, by {@link PassSink#place}
   * @throws LostPlaceException when what was there then does not come again; all has to begin anew
   */
  public PassResult resume(String location, TargetGrid grid, PassState state, PassSink sink)
      throws UnreadableMediaException, IOException, InterruptedException {
    try (MediaInput input = MediaInput.open(location);
        Tracks tracks = Tracks.open(input, grid, options, sink)) {
      tracks.resume(state, grid.time(grid.from(0)));
      return tracks.run();
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof LostPlaceException lost) {
        throw lost;
      }
      throw e;
    }
  }

  /** The tracks of one run. */
  private static final class Tracks implements AutoCloseable {
    /** Reading ended because nobody wanted more. */
    private static final int OVER = 0;

    private final PassSink sink;
    private final MediaInput input;
    private final Rebase rebase;
    private final PassWarnings warnings = new PassWarnings();
    private final List<Track> tracks = new ArrayList<>();
    private @Nullable VideoTrack video;
    private @Nullable AudioTrack audio;
    private long samplesTold;

    private Tracks(MediaInput input, PassSink sink) {
      this.input = input;
      this.sink = sink;
      this.rebase = new Rebase(input.zeroMicros(), input.mayJump(), warnings);
    }

    static Tracks open(MediaInput input, TargetGrid grid, PassOptions options, PassSink sink) {
      Tracks tracks = new Tracks(input, sink);
      Rebase rebase = tracks.rebase;
      AVStream seen = input.video();
      if (seen != null) {
        try {
          tracks.video = new VideoTrack(input, seen, grid, options, sink, rebase, tracks.warnings);
          tracks.tracks.add(tracks.video);
        } catch (NoDecoderException e) {
          tracks.warnings.add("video.undecodable", String.valueOf(e.getMessage()));
        }
      }
      AVStream heard = input.audio();
      if (heard != null) {
        try {
          tracks.audio = new AudioTrack(input, heard, sink, rebase, tracks.warnings);
          tracks.tracks.add(tracks.audio);
        } catch (NoDecoderException e) {
          tracks.warnings.add("audio.undecodable", String.valueOf(e.getMessage()));
        }
      }
      return tracks;
    }

    void resume(PassState state, long first) throws LostPlaceException {
      if (video == null) {
        throw new LostPlaceException("there is no picture any more");
      }
      rebase.reach(state.reached());
      warnings.goOn(state);
      video.resume(state, first);
      if (audio != null) {
        audio.passOver(state.soundBlocks());
      }
    }

    PassResult run() throws UnreadableMediaException, IOException, InterruptedException {
      int ended = readPackets();
      for (Track track : tracks) {
        track.finish();
      }
      MediaTime videoEnd = video == null ? null : video.end();
      MediaTime audioEnd = audio == null ? null : audio.end();
      if (videoEnd == null && audioEnd == null) {
        throw new UnreadableMediaException("video.no-frames", nothingDecoded());
      }
      MediaTime duration = latest(videoEnd, audioEnd);
      if (ended < 0 && ended != AVERROR_EOF) {
        warnings.add("video.read-error", "reading ended early: " + Ffmpeg.describe(ended));
      }
      if (ended != OVER) {
        Truncation.check(input, duration, warnings);
      }
      return new PassResult(
          duration,
          videoEnd,
          audioEnd,
          video == null ? 0 : video.decoded(),
          video == null ? 0 : video.samples(),
          warnings.all());
    }

    private int readPackets() throws IOException, InterruptedException {
      List<Track> reading = new ArrayList<>(tracks);
      AVPacket packet = av_packet_alloc();
      try {
        while (!reading.isEmpty()) {
          int result = input.read(packet);
          if (result < 0) {
            return result;
          }
          Track track = of(reading, packet.stream_index());
          if (track != null && !track.packet(packet)) {
            reading.remove(track);
          }
          av_packet_unref(packet);
          tellPlace();
          if (sink.isOver() || (video != null && video.isOver())) {
            return OVER;
          }
        }
        return AVERROR_EOF;
      } finally {
        av_packet_free(packet);
      }
    }

    private void tellPlace() throws InterruptedException {
      if (video == null || video.samples() == samplesTold) {
        return;
      }
      samplesTold = video.samples();
      PassState state = video.state(audio == null ? 0 : audio.blocks());
      if (state != null) {
        sink.place(state);
      }
    }

    private static @Nullable Track of(List<Track> tracks, int streamIndex) {
      for (Track track : tracks) {
        if (track.streamIndex() == streamIndex) {
          return track;
        }
      }
      return null;
    }

    private static MediaTime latest(@Nullable MediaTime a, @Nullable MediaTime b) {
      MediaTime first = a == null ? MediaTime.ZERO : a;
      return MediaTime.max(MediaTime.ZERO, b == null ? first : MediaTime.max(first, b));
    }

    private String nothingDecoded() {
      StringBuilder detail = new StringBuilder("no frame and no sound could be decoded");
      warnings.all().forEach(w -> detail.append("; ").append(w.detail()));
      return detail.toString();
    }

    @Override
    public void close() {
      tracks.forEach(Track::close);
    }
  }
}
