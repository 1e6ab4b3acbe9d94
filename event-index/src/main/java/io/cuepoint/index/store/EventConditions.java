package io.cuepoint.index.store;

import io.cuepoint.contract.MediaTime;
import io.cuepoint.contract.Source;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The filters that lists and search share, over the rows of {@link EventRows#FROM}. */
public final class EventConditions {
  private EventConditions() {}

  public static void label(Conditions where, @Nullable String label) {
    if (label != null) {
      where.and("e.label = :label", "label", label);
    }
  }

  public static void source(Conditions where, Source.@Nullable Kind kind) {
    if (kind != null) {
      where.and("e.source_kind = :kind", "kind", EventRows.kind(kind));
    }
  }

  /** Overlap with {@code [start, end)}; an event of no length overlaps where it lies in it. */
  public static void time(Conditions where, @Nullable MediaTime start, @Nullable MediaTime end) {
    if (start != null) {
      where.and("(e.end_us > :start or e.start_us >= :start)", "start", start.micros());
    }
    if (end != null) {
      where.and("e.start_us < :end", "end", end.micros());
    }
  }

  /** The same over the wall clock; events of videos without one never overlap. */
  public static void wallTime(Conditions where, @Nullable Instant from, @Nullable Instant to) {
    if (from != null) {
      where.and(
          "(v.recorded_at + e.end_us * interval '1 microsecond' > cast(:from as timestamptz)"
              + " or v.recorded_at + e.start_us * interval '1 microsecond'"
              + " >= cast(:from as timestamptz))",
          "from",
          from.atOffset(java.time.ZoneOffset.UTC));
    }
    if (to != null) {
      where.and(
          "v.recorded_at + e.start_us * interval '1 microsecond' < cast(:to as timestamptz)",
          "to",
          to.atOffset(java.time.ZoneOffset.UTC));
    }
  }
}
