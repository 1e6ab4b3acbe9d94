package io.cuepoint.ingest.isolate;

import io.cuepoint.contract.MediaTime;
import io.cuepoint.ingest.sample.PassState;
import io.cuepoint.ingest.sample.TargetGrid;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a decoder process is to read.
 *
 * @param parts of the grid; empty where none is asked for
 * @param time of a single frame
 * @param maxWidth of a single frame
 * @param place where to go on; null for the beginning
 */
record Request(
    Kind kind,
    String location,
    List<TargetGrid.Part> parts,
    MediaTime time,
    int maxWidth,
    @Nullable PassState place) {
  Request {
    parts = List.copyOf(parts);
  }

  static Request of(Kind kind, String location) {
    return new Request(kind, location, List.of(), MediaTime.ZERO, 1, null);
  }

  static Request of(Kind kind, String location, TargetGrid grid) {
    return new Request(kind, location, grid.parts(), MediaTime.ZERO, 1, null);
  }

  static Request all(String location, TargetGrid grid, @Nullable PassState place) {
    return new Request(Kind.ALL, location, grid.parts(), MediaTime.ZERO, 1, place);
  }

  static Request frame(String location, MediaTime time, int maxWidth) {
    return new Request(Kind.FRAME, location, List.of(), time, maxWidth, null);
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
