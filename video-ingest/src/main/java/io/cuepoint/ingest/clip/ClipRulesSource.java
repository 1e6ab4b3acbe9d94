package io.cuepoint.ingest.clip;

import io.cuepoint.contract.Analysis;
import io.cuepoint.contract.ModelProfile;
import io.cuepoint.ingest.rate.RateProperties;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes rules from what is configured and from what the workers told last. */
public final class ClipRulesSource {
  private static final Logger log = LoggerFactory.getLogger(ClipRulesSource.class);

  private final ClipProperties properties;
  private final RateProperties rates;
  private final Supplier<Optional<ModelProfile>> latest;

  /**
   * @param latest profile of the worker that counts; may block, and may fail
   */
  public ClipRulesSource(
      ClipProperties properties, RateProperties rates, Supplier<Optional<ModelProfile>> latest) {
    this.properties = properties;
    this.rates = rates;
    this.latest = latest;
  }

  /** The rules for {@code analysis} of the video with this SHA-256. */
  public ClipRules of(Analysis analysis, String sha256) {
    return ClipRules.of(properties, rates, analysis, sha256, profile());
  }

  private Optional<ModelProfile> profile() {
    try {
      return latest.get();
    } catch (RuntimeException e) {
      log.warn("no word of the workers, clips are cut as configured: {}", e.toString());
      return Optional.empty();
    }
  }
}
