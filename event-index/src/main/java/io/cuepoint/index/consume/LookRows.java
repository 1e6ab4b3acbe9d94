package io.cuepoint.index.consume;

import io.cuepoint.contract.ClipAnalyzed;
import io.cuepoint.contract.ClipAnswer;
import io.cuepoint.contract.Outcome;
import io.cuepoint.contract.Source;
import java.sql.Types;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What models did with clips. */
final class LookRows {
  private static final String[] BEST_FIRST = {
    column(Outcome.ANALYSED), column(Outcome.FAILED), column(Outcome.NOT_ANALYSED)
  };

  private final JdbcClient jdbc;

  LookRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Of several looks of one model at one clip the best stays, in whatever order they come: a clip
   * that was given up may be taken up again. Two that are equally good but not the same are told
   * apart by all that they say, so that the same one stays everywhere.
   */
  void add(ClipAnalyzed message) {
    Source source = message.source();
    ClipAnswer answer = message.answer();
    jdbc.sql(
            """
            insert into clip_look (video_id, clip_id, source_name, source_version, source_prompt,
              outcome, reason, events, reports, answer, cut, repetition_penalty, prompt_tokens,
              answer_tokens)
            values (:videoId, :clipId, :name, :version, :prompt, :outcome, :reason, :events,
              cast(:reports as uuid[]), :answer, :cut, :penalty, :promptTokens, :answerTokens)
            on conflict (video_id, clip_id, source_name, source_version, source_prompt) do update
            set outcome = excluded.outcome, reason = excluded.reason, events = excluded.events,
              reports = excluded.reports, answer = excluded.answer, cut = excluded.cut,
              repetition_penalty = excluded.repetition_penalty,
              prompt_tokens = excluded.prompt_tokens, answer_tokens = excluded.answer_tokens
            where
              (array_position(cast(:order as text[]), excluded.outcome), -excluded.events,
                excluded.reports is null, coalesce(excluded.reason, ''),
                coalesce(cast(excluded.reports as text), ''), coalesce(excluded.answer, ''),
                coalesce(excluded.cut, false), coalesce(excluded.repetition_penalty, 0),
                coalesce(excluded.prompt_tokens, 0), coalesce(excluded.answer_tokens, 0))
              < (array_position(cast(:order as text[]), clip_look.outcome), -clip_look.events,
                clip_look.reports is null, coalesce(clip_look.reason, ''),
                coalesce(cast(clip_look.reports as text), ''), coalesce(clip_look.answer, ''),
                coalesce(clip_look.cut, false), coalesce(clip_look.repetition_penalty, 0),
                coalesce(clip_look.prompt_tokens, 0), coalesce(clip_look.answer_tokens, 0))
            """)
        .param("videoId", message.videoId())
        .param("clipId", message.clipId())
        .param("name", source == null ? "" : source.name())
        .param("version", source == null ? "" : source.version())
        .param("prompt", source == null || source.prompt() == null ? "" : source.prompt())
        .param("outcome", column(message.outcome()))
        .param("reason", message.reason())
        .param("events", message.events())
        .param("reports", answer == null ? null : answer.reports().toArray(UUID[]::new))
        .param("answer", answer == null ? null : storable(answer.text()), Types.VARCHAR)
        .param("cut", answer == null ? null : answer.cut(), Types.BOOLEAN)
        .param("penalty", answer == null ? null : answer.repetitionPenalty(), Types.REAL)
        .param("promptTokens", answer == null ? null : answer.promptTokens(), Types.INTEGER)
        .param("answerTokens", answer == null ? null : answer.answerTokens(), Types.INTEGER)
        .param("order", BEST_FIRST)
        .update();
  }

  static String column(Outcome outcome) {
    return outcome.name().toLowerCase(Locale.ROOT);
  }

  /** A model may say anything; PostgreSQL holds any character but NUL. */
  private static @Nullable String storable(@Nullable String text) {
    return text == null ? null : text.replace('\0', '\uFFFD');
  }
}
