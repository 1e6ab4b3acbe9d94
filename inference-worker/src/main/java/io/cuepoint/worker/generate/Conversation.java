package io.cuepoint.worker.generate;

import io.cuepoint.worker.checkpoint.Tokenizer;
import io.cuepoint.worker.engine.Decoder;
import io.cuepoint.worker.engine.DecoderRows;
import io.cuepoint.worker.engine.KvCache;
import io.cuepoint.worker.engine.TokenDecoder;
import io.cuepoint.worker.text.MediaSpan;
import io.cuepoint.worker.text.Prompt;
import io.cuepoint.worker.text.TextStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Questions about one video or image: what a prompt has in common with the one before it is not
 * computed again. One user at a time.
 */
public final class Conversation implements AutoCloseable {
  private final Decoder decoder;
  private final Tokenizer tokenizer;
  private final RowWriter rows;
  private final KvCache cache;
  private final int chunk;
  private final int[] held;
  private List<MediaSpan> media = List.of();

  Conversation(Decoder decoder, Tokenizer tokenizer, RowWriter rows, int capacity, int chunk) {
    if (chunk < 1) {
      throw new IllegalArgumentException("chunk: " + chunk + " (expected: >= 1)");
    }
    this.decoder = decoder;
    this.tokenizer = tokenizer;
    this.rows = rows;
    this.chunk = chunk;
    this.held = new int[capacity];
    this.cache = decoder.newCache(capacity);
  }

  /**
   * Takes a prompt in, in chunks.
   *
   * @return the scores of what may follow it, {@code [vocabulary]}
   * @throws GenerationException when it does not fit or is about another video
   * @throws CancellationException when {@code cancelled} says so; what was taken in stays
   */
  public float[] prefill(Prompt prompt, BooleanSupplier cancelled) {
    int length = prompt.length();
    if (length > cache.capacity()) {
      throw new GenerationException(
          "generate.context",
          "prompt: %d tokens (expected: at most %d)".formatted(length, cache.capacity()));
    }
    rows.requireMedia(prompt);
    cache.truncate(reusable(prompt));
    media = prompt.media();
    int[] ids = prompt.ids();
    float[] logits = {};
    while (cache.length() < length) {
      if (cancelled.getAsBoolean()) {
        throw new CancellationException(
            "cancelled after %d of %d tokens".formatted(cache.length(), length));
      }
      int from = cache.length();
      int to = (int) Math.min((long) from + chunk, length);
      logits = decoder.append(cache, rows.of(prompt, from, to));
      System.arraycopy(ids, from, held, from, to - from);
    }
    return logits;
  }

  /** How much of a prompt is in the cache; its last token never is, so that there are scores. */
  public int reusable(Prompt prompt) {
    if (!prompt.media().equals(media)) {
      return 0;
    }
    int most = Math.min(cache.length(), prompt.length() - 1);
    int same = 0;
    while (same < most && held[same] == prompt.id(same)) {
      same++;
    }
    return same;
  }

  /**
   * Answers a prompt. Within a constraint the answer ends as soon as nothing may follow.
   *
   * @param sink gets the text in whole characters as it comes
   * @param cancelled asked between steps
   */
  public Answer answer(
      Prompt prompt, GenerationOptions options, Consumer<String> sink, BooleanSupplier cancelled) {
    int reused = reusable(prompt);
    NextToken next = NextToken.of(tokenizer, options);
    Text text = new Text(new TextStream(tokenizer), sink);
    List<Integer> ids = new ArrayList<>();
    StopReason stop;
    long begun = System.nanoTime();
    long prefilled = begun;
    try {
      float[] logits = prefill(prompt, cancelled);
      prefilled = System.nanoTime();
      stop = generate(prompt, logits, options, next, text, ids, cancelled);
    } catch (CancellationException e) {
      stop = StopReason.CANCELLED;
    }
    text.end();
    return new Answer(
        ids,
        text.all.toString(),
        stop,
        prompt.length(),
        reused,
        options.penalty(),
        next.json(stop != StopReason.END),
        Duration.ofNanos(prefilled - begun),
        Duration.ofNanos(System.nanoTime() - prefilled));
  }

  private StopReason generate(
      Prompt prompt,
      float[] first,
      GenerationOptions options,
      NextToken next,
      Text text,
      List<Integer> ids,
      BooleanSupplier cancelled) {
    Arrays.stream(prompt.ids()).forEach(next::saw);
    int id = next.choose(first);
    while (true) {
      if (options.endIds().contains(id)) {
        return StopReason.END;
      }
      next.accept(id);
      ids.add(id);
      text.add(id);
      if (next.isDone()) {
        return StopReason.END;
      }
      if (ids.size() == options.maxTokens()) {
        return StopReason.BUDGET;
      }
      if (cache.length() == cache.capacity()) {
        return StopReason.CONTEXT;
      }
      if (cancelled.getAsBoolean()) {
        return StopReason.CANCELLED;
      }
      int index = cache.length();
      int following = following(rows.generated(prompt, id, index), next);
      held[index] = id;
      id = following;
    }
  }

  /** Takes a row in and chooses what follows it: where the scores are, if the engine can. */
  private int following(DecoderRows row, NextToken next) {
    if (!(decoder instanceof TokenDecoder choosing)) {
      return next.choose(decoder.append(cache, row));
    }
    int id = choosing.next(cache, row, next.choice());
    if (id == TokenDecoder.NOT_A_NUMBER) {
      throw new GenerationException(
          "generate.not-a-number",
          "the score of a token is NaN (expected: a number; are the weights whole?)");
    }
    return id;
  }

  /** Text on its way to the caller, and all of it that went. */
  private record Text(TextStream stream, Consumer<String> sink, StringBuilder all) {
    Text(TextStream stream, Consumer<String> sink) {
      this(stream, sink, new StringBuilder());
    }

    void add(int id) {
      send(stream.accept(id));
    }

    void end() {
      send(stream.finish());
    }

    private void send(String piece) {
      if (!piece.isEmpty()) {
        all.append(piece);
        sink.accept(piece);
      }
    }
  }

  @Override
  public void close() {
    cache.close();
  }
}
