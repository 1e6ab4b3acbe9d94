package io.cuepoint.ingest.benchmark;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One clip at one rate. */
public final class Measurement {
  private static final double MEGABYTE = 1e6;

  private final Map<String, Object> fields = new LinkedHashMap<>();

  Measurement(
      String clip,
      double rate,
      int samples,
      long decoded,
      int frames,
      Cost ours,
      Cost theirs,
      LabelError ourError,
      @Nullable LabelError theirError) {
    fields.put("clip", clip);
    fields.put("framesPerSecond", rate);
    fields.put("samples", samples);
    fields.put("framesDecoded", decoded);
    fields.put("framesOfClip", frames);
    fields.put("wallSeconds", rounded(ours.wallSeconds()));
    fields.put("ffmpegWallSeconds", rounded(theirs.wallSeconds()));
    fields.put("wallRatio", rounded(theirs.wallSeconds() / ours.wallSeconds()));
    fields.put("cpuSeconds", rounded(ours.cpuSeconds()));
    fields.put("ffmpegCpuSeconds", rounded(theirs.cpuSeconds()));
    fields.put("cpuRatio", rounded(theirs.cpuSeconds() / ours.cpuSeconds()));
    fields.put("labelErrorSeconds", rounded(ourError.meanSeconds()));
    fields.put("greatestLabelErrorSeconds", rounded(ourError.greatestSeconds()));
    if (theirError != null) {
      fields.put("ffmpegLabelErrorSeconds", rounded(theirError.meanSeconds()));
    }
    fields.put("peakMegabytes", Math.round(ours.peakBytes() / MEGABYTE));
    fields.put("ffmpegPeakMegabytes", Math.round(theirs.peakBytes() / MEGABYTE));
  }

  /** By name, in order; a ratio above 1 says that this program takes less. */
  public Map<String, Object> fields() {
    return new LinkedHashMap<>(fields);
  }

  private static double rounded(double value) {
    return Math.round(value * 1000) / 1000.0;
  }
}
