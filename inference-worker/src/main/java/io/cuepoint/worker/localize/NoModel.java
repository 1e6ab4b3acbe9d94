package io.cuepoint.worker.localize;

import io.cuepoint.contract.ClipSampled;
import io.cuepoint.contract.ModelProfile;
import java.time.Instant;

/** Stands where no model runs: says so for every clip, and reports no events. */
public final class NoModel implements ClipLocalizer {
  private final String worker;
  private final String reason;
  private final Instant startedAt;

  public NoModel(String worker, String reason, Instant startedAt) {
    this.worker = worker;
    this.reason = reason;
    this.startedAt = startedAt;
  }

  @Override
  public Localization localize(ClipSampled clip, Frames frames, LookProgress progress) {
    return Localization.notAnalysed(reason);
  }

  @Override
  public ModelProfile profile() {
    return ModelProfile.none(worker, reason, startedAt);
  }
}
