package io.cuepoint.ingest.isolate;

import io.cuepoint.contract.MediaTime;
import io.cuepoint.ingest.activity.ActivityTrack;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An {@link ActivityTrack} on its way from a decoder process. */
record ActivityAnswer(List<Double> slices, MediaTime duration, @Nullable String unknownBecause) {
  ActivityAnswer {
    slices = List.copyOf(slices);
  }

  static ActivityAnswer of(ActivityTrack track) {
    return new ActivityAnswer(
        Arrays.stream(track.slices()).boxed().toList(), track.duration(), track.unknownBecause());
  }

  ActivityTrack track() {
    return unknownBecause == null
        ? ActivityTrack.of(slices.stream().mapToDouble(Double::doubleValue).toArray(), duration)
        : ActivityTrack.unknown(duration, unknownBecause);
  }
}
