package io.cuepoint.index.store;

import io.cuepoint.contract.TimeSpan;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * How far an analysis has come, from a row of {@link AnalysisRows#SELECT}.
 *
 * @param share 0 to 1
 */
record AnalysisProgress(AnalysisState state, double share) {
  /** Cutting the clips and looking at them count as half of the work each. */
  private static final double ALMOST = 0.99;

  /** A video's first analysis stands as the video does. */
  static AnalysisProgress ofFirst(ResultSet row) throws SQLException {
    AnalysisState state =
        switch (VideoRows.state(row.getString("video_state"))) {
          case RECEIVED -> AnalysisState.REQUESTED;
          case SAMPLING -> AnalysisState.SAMPLING;
          case ANALYSING -> AnalysisState.ANALYSING;
          case READY -> AnalysisState.DONE;
          case FAILED -> AnalysisState.FAILED;
        };
    return new AnalysisProgress(state, row.getDouble("video_progress"));
  }

  /** Another one, asked for {@code spans}. */
  static AnalysisProgress of(ResultSet row, List<TimeSpan> spans) throws SQLException {
    int expected = row.getInt("clips");
    boolean sampled = !row.wasNull();
    int looked = row.getInt("looked");
    if (!sampled) {
      double wanted = wanted(row, spans);
      double share =
          (share(row.getDouble("seen_us"), wanted) + share(row.getDouble("looked_us"), wanted)) / 2;
      AnalysisState state =
          row.getString("failure_code") != null
              ? AnalysisState.FAILED
              : row.getInt("seen") > 0 ? AnalysisState.SAMPLING : AnalysisState.REQUESTED;
      return new AnalysisProgress(state, Math.min(ALMOST, share));
    }
    if (looked >= expected && !row.getBoolean("unfinished")) {
      return new AnalysisProgress(AnalysisState.DONE, 1);
    }
    double share = (1 + (expected == 0 ? 1 : share(looked, expected))) / 2;
    return new AnalysisProgress(AnalysisState.ANALYSING, Math.min(ALMOST, share));
  }

  private static double wanted(ResultSet row, List<TimeSpan> spans) throws SQLException {
    return spans.isEmpty()
        ? row.getDouble("duration_us")
        : spans.stream().mapToLong(TimeSpan::lengthMicros).sum();
  }

  private static double share(double part, double whole) {
    return whole <= 0 ? 0 : Math.min(1, part / whole);
  }
}
