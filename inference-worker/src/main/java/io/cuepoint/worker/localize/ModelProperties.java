package io.cuepoint.worker.localize;

import io.cuepoint.worker.checkpoint.WeightFormat;
import io.cuepoint.worker.engine.ComputeThreads;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The model and how it is asked. What a checkpoint's own {@code prompts.json} says of its clips
 * goes before {@code clip}, {@code overlap} and {@code rate}.
 *
 * @param path a Hugging Face folder of Qwen2.5-VL; none by default
 * @param prompts a file in place of the checkpoint's or Cuepoint's own prompts; none by default
 * @param constrained whether answers can only be JSON of the form that was asked for; default true
 * @param answerTokens most tokens of an answer; default 1024
 * @param chunk most tokens of a prompt taken in at a time; default 512
 * @param threads of one operation; 0 by default, for as many as there are processors
 * @param cores processors on which those threads stay, as in {@code 0-3,8}; empty by default: the
 *     system chooses
 * @param featureCache memory for what was seen in frames that the next clip shows too; default 256
 *     MB
 * @param clip longest clip; default 30 s
 * @param overlap what neighbouring clips share; default 6 s
 * @param rate frames a second; default 1: on a processor every frame takes seconds
 * @param tokens of vision for one clip; default 2048
 * @param weights {@code auto} (the most exact that fits in memory), {@code f32}, {@code bf16} (on a
 *     GPU), {@code int8}, {@code fp8} (on a GPU) or {@code int4}; default {@code auto}
 */
@ConfigurationProperties("cuepoint.model")
public record ModelProperties(
    @Nullable Path path,
    @Nullable Path prompts,
    @DefaultValue("true") boolean constrained,
    @DefaultValue("1024") int answerTokens,
    @DefaultValue("512") int chunk,
    @DefaultValue("0") int threads,
    @DefaultValue("") String cores,
    @DefaultValue("256MB") DataSize featureCache,
    @DefaultValue("30s") Duration clip,
    @DefaultValue("6s") Duration overlap,
    @DefaultValue("1") double rate,
    @DefaultValue("2048") int tokens,
    @DefaultValue("auto") String weights) {
  /** The longest time in which an answer can be written: {@code mm:ss.ff}. */
  private static final Duration LONGEST = Duration.ofMinutes(99).plusSeconds(59);

  public ModelProperties {
    check(answerTokens >= 1, "answer-tokens", answerTokens, ">= 1");
    check(chunk >= 1, "chunk", chunk, ">= 1");
    check(threads >= 0, "threads", threads, ">= 0");
    ComputeThreads unusedThreads = computing(threads, cores);
    check(tokens >= 1, "tokens", tokens, ">= 1");
    check(rate > 0 && rate <= 4, "rate", rate, "> 0 and <= 4");
    check(!clip.isNegative() && clip.compareTo(LONGEST) <= 0, "clip", clip, "<= 99m59s");
    check(!overlap.isNegative() && overlap.compareTo(clip) < 0, "overlap", overlap, ">= 0, < clip");
    WeightFormat unused = WeightFormat.parse("cuepoint.model.weights", weights);
  }

  /** What {@code weights} asks for. */
  WeightFormat format() {
    return WeightFormat.parse("cuepoint.model.weights", weights);
  }

  private static void check(boolean holds, String name, Object found, String expected) {
    if (!holds) {
      throw new IllegalArgumentException(
          "cuepoint.model." + name + ": " + found + " (expected: " + expected + ")");
    }
  }

  /** Threads of one operation. */
  ComputeThreads computing() {
    return computing(threads, cores);
  }

  private static ComputeThreads computing(int threads, String cores) {
    if (cores.isEmpty()) {
      return ComputeThreads.of(threads == 0 ? Runtime.getRuntime().availableProcessors() : threads);
    }
    ComputeThreads pinned = ComputeThreads.on(cores);
    check(
        threads == 0 || threads == pinned.count(),
        "threads",
        threads,
        "0 or " + pinned.count() + ", as there are cores");
    return pinned;
  }
}
