package io.cuepoint.ingest.benchmark;

import io.cuepoint.ingest.benchmark.LabelError.Labelled;
import io.cuepoint.ingest.demux.UnreadableMediaException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Samples clips of several codecs beside the {@code ffmpeg} command, by turns, and says what each
 * took: frames of 640x360 in memory here (RGB), {@code -vf fps=R,scale=640:360 -f rawvideo} there.
 */
public final class Benchmark {
  private static final List<Double> RATES = List.of(2.0, 1.0, 0.2);
  private static final int SECONDS_OF_AN_HOUR = 3600;

  /** Of how much less a film the memory is measured too. */
  private static final int SHORTER = 6;

  private final FfmpegCommand ffmpeg;
  private final int seconds;
  private final int rounds;
  private final int hours;
  private final List<BenchmarkClip> clips;

  private Benchmark(
      FfmpegCommand ffmpeg, int seconds, int rounds, int hours, List<BenchmarkClip> clips) {
    this.ffmpeg = ffmpeg;
    this.seconds = seconds;
    this.rounds = rounds;
    this.hours = hours;
    this.clips = clips;
  }

  /**
   * A benchmark against {@code command}.
   *
   * @param seconds length of each clip
   * @param rounds of which the best counts
   * @param hours length of one more clip, sampled once at 2 frames a second; 0 for none
   * @throws IOException when the command is not there
   */
  public static Benchmark against(String command, int seconds, int rounds, int hours)
      throws IOException, InterruptedException {
    return new Benchmark(FfmpegCommand.find(command), seconds, rounds, hours, BenchmarkClip.ALL);
  }

  /** The same with those clips alone whose names have {@code part} in them; not the long one. */
  public Benchmark only(String part) {
    List<BenchmarkClip> left = clips.stream().filter(each -> each.name().contains(part)).toList();
    return new Benchmark(ffmpeg, seconds, rounds, hours, left);
  }

  /** What the command says of itself. */
  public String version() {
    return ffmpeg.version();
  }

  /**
   * Measures everything, in a temporary folder.
   *
   * @param found takes each measurement as it comes
   * @param skipped takes what could not be measured, and why
   */
  public void run(Consumer<Measurement> found, Consumer<String> skipped)
      throws UnreadableMediaException, IOException, InterruptedException {
    Path folder = Files.createTempDirectory("cuepoint-benchmark");
    try {
      for (BenchmarkClip clip : clips) {
        Path file;
        try {
          file = ffmpeg.make(clip, seconds, folder);
        } catch (IOException e) {
          skipped.accept(clip.name() + ": " + e.getMessage());
          continue;
        }
        List<Labelled> frames = ffmpeg.frames(file);
        for (double rate : RATES) {
          found.accept(measure(clip, file, frames, rate));
        }
        Files.delete(file);
      }
      if (hours > 0) {
        found.accept(measureHours(folder));
      }
    } finally {
      delete(folder);
    }
  }

  /**
   * Measures what isolation costs a first look, in a temporary folder.
   *
   * @param lookSeconds length of the clip; beyond the length of the others it plays again and again
   */
  public Map<String, Object> look(int lookSeconds)
      throws UnreadableMediaException, IOException, InterruptedException {
    Path folder = Files.createTempDirectory("cuepoint-benchmark");
    try {
      Path file = ffmpeg.make(BenchmarkClip.OF_HOURS, Math.min(seconds, lookSeconds), folder);
      if (lookSeconds > seconds) {
        file = ffmpeg.repeat(file, lookSeconds / seconds, folder);
      }
      String name = "%s, %d s".formatted(BenchmarkClip.OF_HOURS.name(), lookSeconds);
      return new FirstLookCost(file).measure(name, rounds);
    } finally {
      delete(folder);
    }
  }

  /**
   * Measures the memory of a first and a further look at a clip of this length and at a sixth of
   * it, in a temporary folder.
   *
   * @param found takes each measurement as it comes
   */
  public void memory(int lookSeconds, Consumer<Map<String, Object>> found)
      throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("cuepoint-benchmark");
    try {
      Path clip = ffmpeg.make(BenchmarkClip.OF_HOURS, seconds, folder);
      for (int length : new int[] {lookSeconds / SHORTER, lookSeconds}) {
        int times = Math.max(1, length / seconds);
        Path file = ffmpeg.repeat(clip, times, folder);
        for (String look : List.of(MemoryLook.FURTHER, MemoryLook.FIRST)) {
          found.accept(MemoryCost.measure(file, look, times * seconds));
        }
      }
    } finally {
      delete(folder);
    }
  }

  private Measurement measure(BenchmarkClip clip, Path file, List<Labelled> frames, double rate)
      throws UnreadableMediaException, IOException, InterruptedException {
    List<Cost> ours = new ArrayList<>();
    List<Cost> theirs = new ArrayList<>();
    OwnSampling last = OwnSampling.run(file, rate);
    for (int i = 0; i < rounds; i++) {
      theirs.add(ffmpeg.sample(file, rate));
      last = OwnSampling.run(file, rate);
      ours.add(last.cost());
    }
    return new Measurement(
        clip.name(),
        rate,
        last.samples().size(),
        last.decoded(),
        frames.size(),
        Cost.best(ours),
        Cost.best(theirs),
        LabelError.of(last.samples(), frames),
        LabelError.ofContents(ffmpeg.samples(file, rate), frames));
  }

  /** The pictures come again and again, so that theirs do not tell when they are from. */
  private Measurement measureHours(Path folder)
      throws UnreadableMediaException, IOException, InterruptedException {
    Path clip = ffmpeg.make(BenchmarkClip.OF_HOURS, seconds, folder);
    Path file = ffmpeg.repeat(clip, hours * SECONDS_OF_AN_HOUR / seconds, folder);
    List<Labelled> frames = ffmpeg.packets(file);
    double rate = RATES.get(0);
    Cost theirs = ffmpeg.sample(file, rate);
    OwnSampling own = OwnSampling.run(file, rate);
    return new Measurement(
        BenchmarkClip.OF_HOURS.name() + ", " + hours + " h",
        rate,
        own.samples().size(),
        own.decoded(),
        frames.size(),
        own.cost(),
        theirs,
        LabelError.of(own.samples(), frames),
        null);
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
