package io.cuepoint.worker.localize;

import io.cuepoint.clip.Clip;
import io.cuepoint.contract.ClipSampled;
import io.cuepoint.contract.ModelProfile;
import java.io.IOException;

/** Looks at clips and tells what happened in them, to the second. */
public interface ClipLocalizer {
  /**
   * Looks at one clip; may take minutes.
   *
   * @throws InterruptedException when the worker stops; nothing was answered
   * @throws Exception when another try may help
   */
  Localization localize(ClipSampled clip, Frames frames, LookProgress progress) throws Exception;

  /** What it runs, or why it runs nothing. */
  ModelProfile profile();

  /** The clip's frames, read when asked for. */
  interface Frames {
    Clip read() throws IOException;
  }
}
