package io.cuepoint.ingest.isolate;

import io.cuepoint.contract.MediaTime;
import io.cuepoint.ingest.sample.TargetGrid;
import java.util.List;

/**
 * What a decoder process is to read.
 *
 * @param parts of the grid; empty where none is asked for
 * @param time of a single frame
 * @param maxWidth of a single frame
 */
record Request(
    Kind kind, String location, List<TargetGrid.Part> parts, MediaTime time, int maxWidth) {
  Request {
    parts = List.copyOf(parts);
  }

  static Request of(Kind kind, String location) {
    return new Request(kind, location, List.of(), MediaTime.ZERO, 1);
  }

  static Request of(Kind kind, String location, TargetGrid grid) {
    return new Request(kind, location, grid.parts(), MediaTime.ZERO, 1);
  }

  static Request frame(String location, MediaTime time, int maxWidth) {
    return new Request(Kind.FRAME, location, List.of(), time, maxWidth);
  }

  TargetGrid grid() {
    return TargetGrid.of(parts);
  }

  /** The calls of {@link MediaReader}. */
  enum Kind {
    PROBE,
    ACTIVITY,
    ALL,
    TARGETS,
    FRAME
  }
}
