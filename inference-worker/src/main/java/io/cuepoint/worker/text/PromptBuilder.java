package io.cuepoint.worker.text;

import io.cuepoint.worker.checkpoint.ControlTokens;
import io.cuepoint.worker.checkpoint.Tokenizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Builds a chat prompt (spec 6.1) token by token: control tokens are set by this class alone, all
 * text is taken as text, whatever it looks like.
 */
public final class PromptBuilder {
  /** What the template says where no system message is given. */
  public static final String SYSTEM = "You are a helpful assistant.";

  private final Tokenizer tokenizer;
  private final ControlTokens control;
  private final List<MediaSpan> media = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();
  private int[] ids = new int[64];
  private int length;

  private PromptBuilder(Tokenizer tokenizer) {
    this.tokenizer = tokenizer;
    this.control = tokenizer.control();
  }

  /** One medium and then a question about it, so that several questions share the prefix. */
  public static Prompt ask(Tokenizer tokenizer, MediaSpan medium, String question) {
    return start(tokenizer, SYSTEM).user().medium(medium).text(question).end();
  }

  /** A prompt that starts with a system message. */
  public static PromptBuilder start(Tokenizer tokenizer, String system) {
    PromptBuilder builder = new PromptBuilder(tokenizer);
    return builder.control(builder.control.imStart()).text("system\n" + system).endOfMessage();
  }

  /** Begins the user's message. */
  public PromptBuilder user() {
    return control(control.imStart()).text("user\n");
  }

  /** Text of a message, as it is. */
  public PromptBuilder text(String more) {
    text.append(more);
    return this;
  }

  /** A video or image, its place held by as many pads as it has tokens. */
  public PromptBuilder medium(MediaSpan span) {
    control(control.visionStart());
    int[] pads = new int[span.grid().tokens()];
    Arrays.fill(pads, span.video() ? control.videoPad() : control.imagePad());
    append(pads);
    media.add(span);
    return control(control.visionEnd());
  }

  /** Ends the user's message and lets the model speak. */
  public Prompt end() {
    endOfMessage().control(control.imStart()).text("assistant\n").flush();
    return Prompt.of(IntStream.of(ids).limit(length).toArray(), media, control);
  }

  private PromptBuilder endOfMessage() {
    return control(control.imEnd()).text("\n");
  }

  private PromptBuilder control(int id) {
    flush();
    append(id);
    return this;
  }

  private void flush() {
    if (text.length() > 0) {
      append(tokenizer.encodePlain(text.toString()));
      text.setLength(0);
    }
  }

  private void append(int... more) {
    if (length + more.length > ids.length) {
      ids = Arrays.copyOf(ids, Math.max(2 * ids.length, length + more.length));
    }
    System.arraycopy(more, 0, ids, length, more.length);
    length += more.length;
  }
}
