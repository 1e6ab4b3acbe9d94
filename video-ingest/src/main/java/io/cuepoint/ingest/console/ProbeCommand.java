package io.cuepoint.ingest.console;

import io.cuepoint.contract.StreamInfo;
import io.cuepoint.contract.Warning;
import io.cuepoint.ingest.demux.MediaProbe;
import io.cuepoint.ingest.demux.Probe;
import java.util.List;
import java.util.Set;

/** {@code probe FILE}: what the container says. */
final class ProbeCommand implements Command {
  @Override
  public String name() {
    return "probe";
  }

  @Override
  public String usage() {
    return "probe FILE                                     what is in the file";
  }

  @Override
  public boolean run(List<String> words, Output output) throws Exception {
    Arguments arguments = Arguments.parse(words, Set.of());
    Probe probe = MediaProbe.probe(arguments.operand());
    if (arguments.json()) {
      output.line(
          true,
          Fields.of(
              "format", probe.format(),
              "durationSeconds", probe.duration(),
              "startTime", probe.startTime(),
              "creationTime", probe.creationTime(),
              "streams", probe.streams(),
              "warnings", probe.warnings()));
      return true;
    }
    output.line(
        false,
        Fields.of(
            "format", probe.format(),
            "duration", probe.duration(),
            "start", probe.startTime(),
            "created", probe.creationTime()));
    for (StreamInfo stream : probe.streams()) {
      output.line(
          false,
          Fields.of(
              "stream",
              stream.index(),
              stream.kind(),
              stream.codec(),
              "size",
              stream.width() == null ? null : stream.width() + "x" + stream.height(),
              "fps",
              stream.averageFrameRate(),
              "rotation",
              stream.rotation(),
              "hertz",
              stream.sampleRate(),
              "channels",
              stream.channels(),
              "language",
              stream.language(),
              "selected",
              stream.selected()));
    }
    for (Warning warning : probe.warnings()) {
      output.line(false, Fields.of("warning", warning.code(), "detail", warning.detail()));
    }
    return true;
  }
}
