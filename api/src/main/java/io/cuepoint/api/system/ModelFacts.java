package io.cuepoint.api.system;

import io.cuepoint.api.system.SystemView.Model;
import io.cuepoint.contract.ModelProfile;
import io.cuepoint.queue.ModelProfiles;
import java.util.Collection;

/** What looks at clips, as the workers told. Blocking. */
final class ModelFacts {
  private final ModelProfiles profiles;

  ModelFacts(ModelProfiles profiles) {
    this.profiles = profiles;
  }

  static Model unknown() {
    return new Model(null, null, null, null, 0, "not known: the broker does not answer");
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
                    latest.reason()))
        .orElseGet(() -> new Model(null, null, null, null, 0, "no worker has started yet"));
  }
}
