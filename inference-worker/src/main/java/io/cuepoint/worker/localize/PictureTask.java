package io.cuepoint.worker.localize;

import io.cuepoint.clip.Clip;
import io.cuepoint.clip.ClipManifest.Picture;
import io.cuepoint.contract.Box;
import io.cuepoint.contract.ClipSampled;
import io.cuepoint.contract.MediaTime;
import io.cuepoint.contract.Source;
import io.cuepoint.contract.Task;
import io.cuepoint.contract.TimeSpan;
import io.cuepoint.queue.ContractJson;
import io.cuepoint.worker.constrain.Constraint;
import io.cuepoint.worker.generate.Answer;
import io.cuepoint.worker.generate.GenerationOptions;
import io.cuepoint.worker.text.MediaSpan;
import io.cuepoint.worker.vision.FramePairs;
import io.cuepoint.worker.vision.Grid;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks single pictures of the clip: what is to be read there, or where things are. What is found is
 * said of the stretch from one picture to the next.
 */
final class PictureTask {
  private static final JsonMapper JSON = ContractJson.mapper();

  private final Prompts prompts;
  private final GenerationOptions options;
  private final Function<JsonNode, Constraint> forms;
  private final Asking asking;

  /**
   * @param forms the form of an answer that follows a JSON Schema
   */
  PictureTask(
      Prompts prompts,
      GenerationOptions options,
      Function<JsonNode, Constraint> forms,
      Asking asking) {
    this.prompts = prompts;
    this.options = options;
    this.forms = forms;
    this.asking = asking;
  }

  /** Whether the model's prompts have words for it. */
  boolean knows(Task task) {
    return (task.kind() == Task.Kind.BOXES ? prompts.boxes() : prompts.extract()) != null;
  }

  void look(
      ClipSampled clip,
      Clip content,
      Source source,
      Look look,
      LookProgress progress,
      BooleanSupplier cancelled)
      throws UnreadableAnswerException {
    Reports reports = new Reports(clip, source);
    List<Picture> pictures = content.manifest().pictures();
    for (int i = 0; i < pictures.size(); i++) {
      Picture picture = pictures.get(i);
      MediaTime until =
          i + 1 < pictures.size() ? pictures.get(i + 1).target() : clip.window().end();
      TimeSpan span = new TimeSpan(picture.target(), until);
      double step = span.lengthMicros() / 1e6;
      FramePairs frame =
          new FramePairs(picture.width(), picture.height(), List.of(content.picture(i)));
      Answer answer = ask(clip.task(), picture, frame, progress, cancelled);
      look.count(answer);
      JsonNode json = AnswerJson.find(Objects.requireNonNullElse(answer.json(), answer.text()));
      if (json == null) {
        throw new UnreadableAnswerException("answer: no JSON (expected: some)", answer.text());
      }
      if (clip.task().kind() == Task.Kind.BOXES) {
        for (String phrase : clip.task().lookFor()) {
          List<Box> boxes = BoxAnswer.read(json, phrase, picture);
          if (!boxes.isEmpty()) {
            String words = boxes.size() == 1 ? phrase : boxes.size() + " times " + phrase;
            look.add(reports.of(span, phrase, words, List.of(picture.pts()), step, boxes, null));
          }
        }
      } else {
        String words = Reading.words(json);
        if (!words.isEmpty()) {
          Object data = JSON.convertValue(json, Object.class);
          look.add(
              reports.of(
                  span, Reading.LABEL, words, List.of(picture.pts()), step, List.of(), data));
        }
      }
    }
  }

  private Answer ask(
      Task task,
      Picture picture,
      FramePairs frame,
      LookProgress progress,
      BooleanSupplier cancelled) {
    boolean boxes = task.kind() == Task.Kind.BOXES;
    JsonNode schema =
        boxes ? BoxAnswer.schema(task.lookFor(), picture) : JSON.readTree(schema(task));
    String template = Objects.requireNonNull(boxes ? prompts.boxes() : prompts.extract());
    String query =
        boxes ? String.join(", ", task.lookFor()) : Objects.requireNonNullElse(task.query(), "");
    String question =
        template
            .replace("{width}", Integer.toString(picture.width()))
            .replace("{height}", Integer.toString(picture.height()))
            .replace("{schema}", schema.toString())
            .replace("{query}", query);
    return asking
        .ask(
            frame,
            (Grid grid) -> MediaSpan.image(grid.height(), grid.width()),
            List.of(question),
            options.within(forms.apply(schema)),
            progress,
            cancelled)
        .get(0);
  }

  private static String schema(Task task) {
    return Objects.requireNonNull(task.schema());
  }
}
