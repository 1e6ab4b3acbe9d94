package io.cuepoint.worker.checkpoint;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/**
 * A checkpoint's tokenizer. It never truncates or pads, adds no tokens, and asks nothing of the
 * network. Thread-safe.
 */
public final class Tokenizer implements AutoCloseable {
  private final HuggingFaceTokenizer whole;
  private final HuggingFaceTokenizer plain;
  private final ControlTokens control;
  private final Vocabulary vocabulary;

  private Tokenizer(
      HuggingFaceTokenizer whole,
      HuggingFaceTokenizer plain,
      ControlTokens control,
      Vocabulary vocabulary) {
    this.whole = whole;
    this.plain = plain;
    this.control = control;
    this.vocabulary = vocabulary;
  }

  /**
   * Loads the tokenizer of a folder and checks it against the configuration.
   *
   * @throws CheckpointException when it is missing or belongs to another model
   */
  public static Tokenizer open(Path folder, ModelConfig config) {
    TokenizerFile file = TokenizerFile.read(folder);
    ControlTokens control = ControlTokenCheck.of(file, config);
    HuggingFaceTokenizer whole = load(file.whole());
    try {
      ControlTokenCheck.requireWhole(file, text -> ids(whole, text));
      return new Tokenizer(whole, load(file.plain()), control, file.vocabulary());
    } catch (RuntimeException e) {
      whole.close();
      throw e;
    }
  }

  public ControlTokens control() {
    return control;
  }

  /** One more than the highest id; the model's table has more rows, which are no tokens. */
  public int size() {
    return vocabulary.size();
  }

  /** The bytes of every token. */
  public Vocabulary vocabulary() {
    return vocabulary;
  }

  /** Ids of a text in which control tokens stand for themselves; not for what users write. */
  public int[] encode(String text) {
    return ids(whole, text);
  }

  /** Ids of a text that holds no control tokens, whatever it looks like. */
  public int[] encodePlain(String text) {
    int[] ids = ids(plain, text);
    for (int id : ids) {
      if (control.all().contains(id)) {
        throw new IllegalStateException("a control token out of plain text: " + id);
      }
    }
    return ids;
  }

  /** The text of some tokens, control tokens left out; broken UTF-8 becomes U+FFFD. */
  public String decode(int... ids) {
    return whole.decode(widened(ids), true);
  }

  /** The text of some tokens with the control tokens among them. */
  public String decodeWithControl(int... ids) {
    return whole.decode(widened(ids), false);
  }

  @Override
  public void close() {
    whole.close();
    plain.close();
  }

  private static HuggingFaceTokenizer load(byte[] json) {
    QuietDjl.set();
    try {
      return HuggingFaceTokenizer.newInstance(
          new ByteArrayInputStream(json),
          Map.of("truncation", "false", "padding", "false", "addSpecialTokens", "false"));
    } catch (IOException | RuntimeException e) {
      throw new CheckpointException(
          "checkpoint.tokenizer", "tokenizer.json cannot be loaded: " + e.getMessage(), e);
    }
  }

  private static int[] ids(HuggingFaceTokenizer tokenizer, String text) {
    Encoding encoding = tokenizer.encode(wellFormed(text), false, false);
    return Arrays.stream(encoding.getIds()).mapToInt(Math::toIntExact).toArray();
  }

  private static long[] widened(int[] ids) {
    return Arrays.stream(ids).asLongStream().toArray();
  }

  /** Halves of surrogate pairs are no text and cannot be handed over. */
  private static String wellFormed(String text) {
    int[] points =
        text.codePoints()
            .map(point -> point >= 0xD800 && point <= 0xDFFF ? 0xFFFD : point)
            .toArray();
    return new String(points, 0, points.length);
  }
}
