package io.cuepoint.contract;

import org.jspecify.annotations.Nullable;

/**
 * What reported an event.
 *
 * @param name of the detector ({@code cut}) or the model
 * @param version of the detector, or revision of the model
 * @param prompt version of the prompt; models only
 */
public record Source(Kind kind, String name, String version, @Nullable String prompt) {
  /** Whether a formula or a model looked. */
  public enum Kind {
    DETECTOR,
    MODEL
  }

  public static Source detector(String name, String version) {
    return new Source(Kind.DETECTOR, name, version, null);
  }
}
