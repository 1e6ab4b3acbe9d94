package io.cuepoint.ingest.clip;

import java.util.UUID;

/** Where clips lie in the object store. */
public final class ClipKeys {
  /** Prefix of all clips. */
  public static final String ALL = "clips";

  private ClipKeys() {}

  /** Prefix of one video's clips. */
  public static String of(UUID videoId) {
    return ALL + "/" + videoId;
  }

  /** Which clips of an analysis are done, while others are not. */
  public static String progress(UUID videoId, UUID analysisId) {
    return of(videoId) + "/" + analysisId + ".progress";
  }

  static String of(UUID videoId, UUID clipId) {
    return of(videoId) + "/" + clipId;
  }
}
