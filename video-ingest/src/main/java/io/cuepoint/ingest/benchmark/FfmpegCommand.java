package io.cuepoint.ingest.benchmark;

import io.cuepoint.ingest.benchmark.LabelError.Labelled;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The {@code ffmpeg} command of this machine. */
final class FfmpegCommand {
  private static final Pattern TIMES =
      Pattern.compile("bench: utime=([0-9.]+)s stime=([0-9.]+)s rtime=([0-9.]+)s");
  private static final Pattern TIME_BASE = Pattern.compile("#tb 0: ([0-9]+)/([0-9]+)");

  private static final long POLL_MILLIS = 5;

  private final String command;
  private final String version;

  private FfmpegCommand(String command, String version) {
    this.command = command;
    this.version = version;
  }

  /**
   * Finds it.
   *
   * @param command its name or path
   * @throws IOException when it is not there
   */
  static FfmpegCommand find(String command) throws IOException, InterruptedException {
    Process process;
    try {
      process = new ProcessBuilder(command, "-version").redirectErrorStream(true).start();
    } catch (IOException e) {
      throw new IOException("no ffmpeg command to compare with: " + command, e);
    }
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("no ffmpeg command to compare with: " + command);
    }
    return new FfmpegCommand(command, said.lines().findFirst().orElse(""));
  }

  /** The first line that it says of itself. */
  String version() {
    return version;
  }

  /** Makes {@code clip} in {@code folder}. */
  Path make(BenchmarkClip clip, int seconds, Path folder) throws IOException, InterruptedException {
    Path file = folder.resolve(clip.name().replace(' ', '-') + "." + clip.ending());
    List<String> words = new ArrayList<>(List.of("-v", "error", "-y", "-f", "lavfi", "-i"));
    words.add("testsrc2=size=1280x720:rate=30:duration=" + seconds);
    words.addAll(List.of("-pix_fmt", "yuv420p"));
    words.addAll(clip.encoder());
    words.add(file.toString());
    run(words, false);
    return file;
  }

  /** {@code clip} again and again, without encoding it anew. */
  Path repeat(Path clip, int times, Path folder) throws IOException, InterruptedException {
    Path file = folder.resolve("repeated.mp4");
    List<String> words = new ArrayList<>(List.of("-v", "error", "-y"));
    words.addAll(List.of("-stream_loop", String.valueOf(times - 1), "-i", clip.toString()));
    words.addAll(List.of("-c", "copy", file.toString()));
    run(words, false);
    return file;
  }

  /** Samples {@code file} at 640x360 and throws the pictures away. */
  Cost sample(Path file, double rate) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of(command, "-nostdin", "-hide_banner"));
    words.addAll(List.of("-nostats", "-benchmark", "-i", file.toString(), "-an"));
    words.addAll(List.of("-vf", "fps=" + rate + ",scale=640:360", "-f", "rawvideo", "-"));
    Path said = Files.createTempFile(file.getParent(), "ffmpeg", ".txt");
    long begin = System.nanoTime();
    Process process =
        new ProcessBuilder(words)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(said.toFile())
            .start();
    long peak = 0;
    try {
      // what it says itself of its memory includes that of the process that started it
      while (!process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
        peak = Math.max(peak, PeakMemory.of(process.pid()));
      }
    } finally {
      process.destroy();
    }
    double wall = (System.nanoTime() - begin) / 1e9;
    Matcher times = TIMES.matcher(Files.readString(said));
    Files.delete(said);
    if (!times.find()) {
      throw new IOException("ffmpeg does not say what it took");
    }
    double cpu = Double.parseDouble(times.group(1)) + Double.parseDouble(times.group(2));
    return new Cost(wall, cpu, peak);
  }

  /** Every frame of {@code file} with its time and a checksum. */
  List<Labelled> frames(Path file) throws IOException, InterruptedException {
    return sums(List.of("-v", "error", "-i", file.toString(), "-an", "-f", "framemd5", "-"));
  }

  /** Every packet of {@code file} with the time of its frame, without decoding it. */
  List<Labelled> packets(Path file) throws IOException, InterruptedException {
    return sums(
        List.of("-v", "error", "-i", file.toString(), "-an", "-c", "copy", "-f", "framemd5", "-"));
  }

  /** The same of what it samples. */
  List<Labelled> samples(Path file, double rate) throws IOException, InterruptedException {
    return sums(
        List.of(
            "-v",
            "error",
            "-i",
            file.toString(),
            "-an",
            "-vf",
            "fps=" + rate,
            "-f",
            "framemd5",
            "-"));
  }

  private List<Labelled> sums(List<String> words) throws IOException, InterruptedException {
    String said = run(words, true);
    Matcher base = TIME_BASE.matcher(said);
    if (!base.find()) {
      throw new IOException("ffmpeg does not say its time base");
    }
    double unit = Double.parseDouble(base.group(1)) / Double.parseDouble(base.group(2));
    return said.lines()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.split(",", -1))
        .map(cells -> new Labelled(Long.parseLong(cells[2].strip()) * unit, cells[5].strip()))
        .toList();
  }

  /** What it says on standard output, or on the error stream while the output goes nowhere. */
  private String run(List<String> words, boolean output) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of(command, "-nostdin"));
    all.addAll(words);
    ProcessBuilder builder = new ProcessBuilder(all);
    if (output) {
      builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    } else {
      builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    }
    Process process = builder.start();
    try {
      byte[] said = (output ? process.getInputStream() : process.getErrorStream()).readAllBytes();
      String text = new String(said, StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IOException("ffmpeg failed: " + text.lines().findFirst().orElse(""));
      }
      return text;
    } finally {
      process.destroy();
    }
  }
}
