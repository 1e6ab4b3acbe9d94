package io.cuepoint.api.system;

import io.cuepoint.api.query.ComputingTime;
import io.cuepoint.api.system.SystemView.Model;
import io.cuepoint.contract.ModelProfile;
import io.cuepoint.queue.ModelProfiles;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** What looks at clips, as the workers told. Blocking. */
final class ModelFacts {
  private final ModelProfiles profiles;

  ModelFacts(ModelProfiles profiles) {
    this.profiles = profiles;
  }

  static Model unknown() {
    return none(0, "not known: the broker does not answer");
  }

  Model read() {
    return describe(profiles.all());
  }

  static Model describe(Collection<ModelProfile> profiles) {
    return ModelProfiles.latest(profiles)
        .map(
            latest ->
                new Model(
                    latest.model(),
                    latest.revision(),
                    latest.engine(),
                    latest.weights(),
                    profiles.size(),
                    latest.reason(),
                    latest.clips(),
                    own(latest),
                    latest.computeRatio(),
                    computing(latest.computeRatio())))
        .orElseGet(() -> none(0, "no worker has started yet"));
  }

  private static Model none(int workers, String reason) {
    return new Model(null, null, null, null, workers, reason, null, null, null, null);
  }

  private static @Nullable String own(ModelProfile profile) {
    return profile.onlyVideos() == null
        ? null
        : profile.model()
            + " is a demo: it knows coloured shapes in its own films alone."
            + " Set cuepoint.model.path to a Qwen2.5-VL folder for your videos.";
  }

  private static @Nullable String computing(@Nullable Double ratio) {
    return ratio == null ? null : ComputingTime.ofAMinute(ratio);
  }
}
