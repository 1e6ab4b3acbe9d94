package io.cuepoint.ingest.console;

import io.cuepoint.contract.TimeSpan;
import io.cuepoint.contract.Warning;
import io.cuepoint.ingest.picture.ReferenceResize;
import io.cuepoint.ingest.picture.RgbPicture;
import io.cuepoint.ingest.sample.PassOptions;
import io.cuepoint.ingest.sample.PassSink;
import io.cuepoint.ingest.sample.SampledFrame;
import io.cuepoint.ingest.sample.TargetGrid;
import io.cuepoint.ingest.sample.segment.SegmentPass;
import io.cuepoint.ingest.sample.segment.SegmentedResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code sample FILE}: a line a frame, and the frames as PNG files where a folder is given. */
final class SampleCommand implements Command {
  private static final int MAX_WIDTH = 8192;
  private static final double MAX_SECONDS = 1e9;

  @Override
  public String name() {
    return "sample";
  }

  @Override
  public String usage() {
    return "sample FILE [--rate 2] [--from S] [--to S] [--width W] [--out DIR] frames on an even grid";
  }

  @Override
  public boolean run(List<String> words, Output output) throws Exception {
    Arguments arguments = Arguments.parse(words, Set.of("rate", "from", "to", "width", "out"));
    double rate = arguments.number("rate", 2, 0.001, 240);
    int width = (int) arguments.number("width", 0, 1, MAX_WIDTH);
    Path folder = arguments.option("out").map(Path::of).orElse(null);
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Frames frames = new Frames(output, arguments.json(), width, folder);
    SegmentedResult result;
    try {
      result =
          new SegmentPass(PassOptions.DEFAULT)
              .run(arguments.operand(), TargetGrid.even(rate, spans(arguments)), frames);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    for (Warning warning : result.pass().warnings()) {
      output.message(warning.code() + ": " + warning.detail());
    }
    if (result.sequentialBecause() != null) {
      output.message("read in sequence: " + result.sequentialBecause());
    }
    output.message(
        "%d frames decoded, %d samples, %s"
            .formatted(result.pass().frames(), result.pass().samples(), result.pass().duration()));
    return true;
  }

  private static List<TimeSpan> spans(Arguments arguments) throws UsageException {
    if (arguments.option("from").isEmpty() && arguments.option("to").isEmpty()) {
      return List.of();
    }
    double from = arguments.number("from", 0, 0, MAX_SECONDS);
    double to = arguments.number("to", MAX_SECONDS, 0, MAX_SECONDS);
    if (from >= to) {
      throw new UsageException("--from %s: not before --to %s".formatted(from, to));
    }
    return List.of(TimeSpan.ofSeconds(from, to));
  }

  /** Prints and stores each frame as it comes. */
  private static final class Frames implements PassSink {
    private final Output output;
    private final boolean json;
    private final int width;
    private final @Nullable Path folder;
    private final ReferenceResize resize = new ReferenceResize();
    private int number;

    Frames(Output output, boolean json, int width, @Nullable Path folder) {
      this.output = output;
      this.json = json;
      this.width = width;
      this.folder = folder;
    }

    @Override
    public void sample(SampledFrame frame) {
      String name = "%06d.png".formatted(number++);
      output.line(
          json,
          Fields.of(
              "target", frame.target(),
              "pts", frame.pts(),
              "key", frame.key(),
              "damaged", frame.damaged(),
              "file", folder == null ? null : name));
      if (folder != null) {
        try {
          Files.write(folder.resolve(name), PngFile.encode(shown(frame.picture())));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }

    /** With square pixels, at the wanted width. */
    private RgbPicture shown(RgbPicture picture) {
      int wide = width > 0 ? width : picture.displayedWidth();
      int high =
          Math.max(
              1,
              (int)
                  Math.round((double) wide * picture.displayedHeight() / picture.displayedWidth()));
      return RgbPicture.square(wide, high, resize.resize(picture, wide, high));
    }
  }
}
