package io.cuepoint.worker.localize;

import io.cuepoint.clip.Clip;
import io.cuepoint.contract.ClipAnswer;
import io.cuepoint.contract.ClipSampled;
import io.cuepoint.contract.ModelProfile;
import io.cuepoint.contract.Outcome;
import io.cuepoint.contract.Source;
import io.cuepoint.contract.Task;
import io.cuepoint.worker.constrain.SchemaException;
import io.cuepoint.worker.generate.Model;
import io.cuepoint.worker.text.PromptException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** Asks a model about clips. */
public final class ModelLocalizer implements ClipLocalizer, AutoCloseable {
  private final Model model;
  private final ModelProfile profile;
  private final String promptVersion;
  private final VideoTask video;
  private final PictureTask pictures;

  ModelLocalizer(
      Model model,
      ModelProfile profile,
      String promptVersion,
      VideoTask video,
      PictureTask pictures) {
    this.model = model;
    this.profile = profile;
    this.promptVersion = promptVersion;
    this.video = video;
    this.pictures = pictures;
  }

  @Override
  public Localization localize(ClipSampled clip, Frames frames, LookProgress progress)
      throws Exception {
    String refusal = ClipFit.refusal(clip, profile);
    if (refusal == null && clip.task().asksPictures() && !pictures.knows(clip.task())) {
      refusal = profile.model() + " has no words to ask pictures (task " + clip.task().kind() + ")";
    }
    if (refusal != null) {
      return Localization.notAnalysed(refusal);
    }
    Source source = source(clip.task());
    Look look = new Look();
    try {
      ask(clip, frames.read(), source, look, progress);
      return new Localization(Outcome.ANALYSED, null, source, look.events(), look.answer());
    } catch (UnreadableAnswerException e) {
      return failed(e.getMessage(), source, look.unreadable(e.answer()));
    } catch (SchemaException | PromptException e) {
      return failed(e.getMessage(), source, look.answer());
    } catch (CancellationException e) {
      throw (InterruptedException) new InterruptedException(e.getMessage()).initCause(e);
    }
  }

  private void ask(ClipSampled clip, Clip content, Source source, Look look, LookProgress progress)
      throws UnreadableAnswerException {
    Thread here = Thread.currentThread();
    if (clip.task().asksPictures()) {
      pictures.look(clip, content, source, look, progress, here::isInterrupted);
    } else if (!content.manifest().frames().isEmpty()) {
      video.look(clip, content, source, look, progress, here::isInterrupted);
    }
  }

  private static Localization failed(@Nullable String reason, Source source, ClipAnswer answer) {
    return new Localization(Outcome.FAILED, String.valueOf(reason), source, List.of(), answer);
  }

  private Source source(Task task) {
    String kind = task.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
    String question = task.fingerprint().isEmpty() ? kind : kind + ":" + task.fingerprint();
    return new Source(
        Source.Kind.MODEL,
        String.valueOf(profile.model()),
        String.valueOf(profile.revision()),
        promptVersion + "/" + question);
  }

  @Override
  public ModelProfile profile() {
    return profile;
  }

  @Override
  public void close() {
    model.close();
  }
}
