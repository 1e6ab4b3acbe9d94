package io.cuepoint.ingest.benchmark;

import com.sun.management.OperatingSystemMXBean;
import io.cuepoint.ingest.demux.Probe;
import io.cuepoint.ingest.demux.UnreadableMediaException;
import io.cuepoint.ingest.isolate.DecoderProperties;
import io.cuepoint.ingest.isolate.IsolatedReader;
import io.cuepoint.ingest.isolate.LocalReader;
import io.cuepoint.ingest.isolate.MediaReader;
import io.cuepoint.ingest.sample.AudioBlock;
import io.cuepoint.ingest.sample.GreyFrame;
import io.cuepoint.ingest.sample.PassSink;
import io.cuepoint.ingest.sample.SampledFrame;
import io.cuepoint.ingest.sample.TargetGrid;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.util.unit.DataSize;

/**
 * What isolation costs a first look (every frame's luma, the sound, frames at 2 a second): the same
 * file is read in a process of its own, then in this one.
 */
final class FirstLookCost {
  private static final double RATE = 2;
  private static final DecoderProperties ISOLATED =
      new DecoderProperties(
          true, DataSize.ofGigabytes(2), Duration.ofSeconds(60), Duration.ofSeconds(30));

  private final Path file;

  FirstLookCost(Path file) {
    this.file = file;
  }

  /** The measurement by name, of {@code rounds}; a ratio above 1 says that isolation takes more. */
  Map<String, Object> measure(String clip, int rounds)
      throws UnreadableMediaException, IOException, InterruptedException {
    List<Cost> isolated = new ArrayList<>();
    List<Cost> here = new ArrayList<>();
    long service = 0;
    try (IsolatedReader reader = new IsolatedReader(ISOLATED)) {
      // starts the process, which is kept
      Probe unused = reader.probe(file.toString());
      List<ProcessHandle> decoders = ProcessHandle.current().children().toList();
      for (int i = 0; i < rounds; i++) {
        isolated.add(run(reader, decoders));
        service = Math.max(service, PeakMemory.of(ProcessHandle.current().pid()));
      }
    }
    for (int i = 0; i < rounds; i++) {
      here.add(run(new LocalReader(), List.of()));
    }
    Cost own = Cost.best(isolated);
    Cost shared = Cost.best(here);
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("clip", clip + ", first look");
    fields.put("isolatedWallSeconds", rounded(own.wallSeconds()));
    fields.put("wallSeconds", rounded(shared.wallSeconds()));
    fields.put("wallRatio", rounded(own.wallSeconds() / shared.wallSeconds()));
    fields.put("isolatedCpuSeconds", rounded(own.cpuSeconds()));
    fields.put("cpuSeconds", rounded(shared.cpuSeconds()));
    fields.put("cpuRatio", rounded(own.cpuSeconds() / shared.cpuSeconds()));
    fields.put("decoderPeakMegabytes", megabytes(own.peakBytes()));
    fields.put("servicePeakMegabytes", megabytes(service));
    fields.put("peakMegabytes", megabytes(shared.peakBytes()));
    return fields;
  }

  /**
   * One look.
   *
   * @param decoders processes that decode; none where this one does, whose memory then counts
   */
  private Cost run(MediaReader reader, List<ProcessHandle> decoders)
      throws UnreadableMediaException, IOException, InterruptedException {
    long cpu = cpuNanos(decoders);
    long begin = System.nanoTime();
    var unused = reader.all(file.toString(), TargetGrid.even(RATE), new Taking());
    double wall = (System.nanoTime() - begin) / 1e9;
    long peak =
        decoders.stream()
            .mapToLong(each -> PeakMemory.of(each.pid()))
            .max()
            .orElseGet(() -> PeakMemory.of(ProcessHandle.current().pid()));
    return new Cost(wall, (cpuNanos(decoders) - cpu) / 1e9, peak);
  }

  /** Of this process and of these. */
  private static long cpuNanos(List<ProcessHandle> decoders) {
    long others =
        decoders.stream()
            .mapToLong(each -> each.info().totalCpuDuration().orElse(Duration.ZERO).toNanos())
            .sum();
    return others
        + ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
            .getProcessCpuTime();
  }

  private static long megabytes(long bytes) {
    return Math.round(bytes / 1e6);
  }

  private static double rounded(double value) {
    return Math.round(value * 1000) / 1000.0;
  }

  /** Reads a byte of all that comes, so that nothing can be left out. */
  private static final class Taking implements PassSink {
    private long sum;

    @Override
    public void sample(SampledFrame frame) {
      sum += frame.picture().rgb()[0];
    }

    @Override
    public void signal(GreyFrame frame) {
      sum += frame.luma()[0];
    }

    @Override
    public void audio(AudioBlock block) {
      sum += block.frames();
    }

    @Override
    public String toString() {
      return Long.toString(sum);
    }
  }
}
