package io.cuepoint.ingest.benchmark;

import io.cuepoint.ingest.demux.Probe;
import io.cuepoint.ingest.isolate.DecoderProperties;
import io.cuepoint.ingest.isolate.IsolatedReader;
import io.cuepoint.ingest.sample.PassSink;
import io.cuepoint.ingest.sample.TargetGrid;
import java.time.Duration;
import org.springframework.util.unit.DataSize;

/**
 * The program of a process that looks at a video as a service does, with a decoder process of the
 * product's, and prints a line with what both held: {@code base peak base peak}, in bytes, the
 * decoder's last.
 */
public final class MemoryLook {
  /** As {@code cuepoint.decoder.*} has it. */
  static final DataSize MEMORY = DataSize.ofGigabytes(2);

  static final String FIRST = "first look";
  static final String FURTHER = "further look";

  private static final double RATE = 2;

  private MemoryLook() {}

  /** Takes which look, and the file. */
  public static void main(String[] arguments) throws Exception {
    String file = arguments[1];
    DecoderProperties properties =
        new DecoderProperties(true, MEMORY, Duration.ofSeconds(60), Duration.ofSeconds(30));
    try (IsolatedReader reader = new IsolatedReader(properties)) {
      // starts the decoder's process, which is kept
      Probe unusedProbe = reader.probe(file);
      long service = ProcessHandle.current().pid();
      long decoder = ProcessHandle.current().children().findFirst().orElseThrow().pid();
      long serviceBase = PeakMemory.now(service);
      long decoderBase = PeakMemory.now(decoder);
      TargetGrid grid = TargetGrid.even(RATE);
      if (arguments[0].equals(FIRST)) {
        var unused = reader.all(file, grid, new PassSink() {});
      } else {
        var unused = reader.targets(file, grid, new PassSink() {});
      }
      System.out.printf(
          "%d %d %d %d%n",
          serviceBase, PeakMemory.of(service), decoderBase, PeakMemory.of(decoder));
    }
  }
}
