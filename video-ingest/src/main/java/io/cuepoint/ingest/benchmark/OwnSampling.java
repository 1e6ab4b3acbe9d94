package io.cuepoint.ingest.benchmark;

import com.sun.management.OperatingSystemMXBean;
import io.cuepoint.ingest.demux.UnreadableMediaException;
import io.cuepoint.ingest.sample.PassOptions;
import io.cuepoint.ingest.sample.PassSink;
import io.cuepoint.ingest.sample.SampledFrame;
import io.cuepoint.ingest.sample.TargetGrid;
import io.cuepoint.ingest.sample.segment.SegmentPass;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * This program's sampler on the same work, in this process.
 *
 * @param cost of the run; memory is that of the whole process since it began, on Linux
 * @param samples {@code [target, time of the frame shown]} in seconds
 * @param decoded frames
 */
record OwnSampling(Cost cost, List<double[]> samples, long decoded) {
  private static final PassOptions OPTIONS = new PassOptions(2, 40_000_000, 5_000, 640);

  static OwnSampling run(Path file, double rate)
      throws UnreadableMediaException, IOException, InterruptedException {
    List<double[]> samples = new ArrayList<>();
    PassSink sink =
        new PassSink() {
          @Override
          public void sample(SampledFrame frame) {
            samples.add(new double[] {frame.target().toDouble(), frame.pts().toDouble()});
          }
        };
    long cpu = cpuNanos();
    long begin = System.nanoTime();
    long decoded =
        new SegmentPass(OPTIONS).run(file.toString(), TargetGrid.even(rate), sink).pass().frames();
    double wall = (System.nanoTime() - begin) / 1e9;
    Cost cost =
        new Cost(wall, (cpuNanos() - cpu) / 1e9, PeakMemory.of(ProcessHandle.current().pid()));
    return new OwnSampling(cost, samples, decoded);
  }

  private static long cpuNanos() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }
}
