package io.cuepoint.ingest.benchmark;

import java.util.ArrayList;
import java.util.List;

/**
 * A clip that the {@code ffmpeg} command makes: 1280x720 at 30 frames a second.
 *
 * @param name what it is, for people
 * @param ending of its file
 * @param encoder FFmpeg's options for its video
 */
record BenchmarkClip(String name, String ending, List<String> encoder) {
  /** Full rate and a third of it by turns of 2 s; in every 20 s, 2.5 s without a frame. */
  private static final String UNEVEN =
      "select='if(lt(mod(t,20),15),if(lt(mod(t,4),2),1,not(mod(n,3))),gt(mod(t,20),17.5))'";

  static final List<BenchmarkClip> ALL =
      List.of(
          h264("h264 gop 250", "-g", "250"),
          h264("h264 gop 50", "-g", "50"),
          h264("h264 no B-frames", "-g", "60", "-bf", "0"),
          new BenchmarkClip(
              "hevc gop 250",
              "mp4",
              List.of(
                  "-c:v",
                  "libx265",
                  "-preset",
                  "ultrafast",
                  "-x265-params",
                  "keyint=250:bframes=4:b-adapt=0:log-level=error")),
          new BenchmarkClip(
              "vp9",
              "webm",
              List.of(
                  "-c:v", "libvpx-vp9", "-deadline", "realtime", "-cpu-used", "8", "-b:v", "2M")),
          new BenchmarkClip(
              "av1 gop 250", "mp4", List.of("-c:v", "libsvtav1", "-preset", "12", "-g", "250")),
          h264("h264 variable rate", "-g", "250", "-vf", UNEVEN, "-fps_mode", "vfr"));

  /** The clip that a long one is made of, by playing it again and again. */
  static final BenchmarkClip OF_HOURS = ALL.get(0);

  BenchmarkClip {
    encoder = List.copyOf(encoder);
  }

  private static BenchmarkClip h264(String name, String... gop) {
    List<String> encoder = new ArrayList<>(List.of("-c:v", "libx264"));
    encoder.addAll(List.of("-preset", "veryfast"));
    encoder.addAll(List.of(gop));
    return new BenchmarkClip(name, "mp4", encoder);
  }
}
