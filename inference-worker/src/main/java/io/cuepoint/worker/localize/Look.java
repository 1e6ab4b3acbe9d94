package io.cuepoint.worker.localize;

import io.cuepoint.contract.ClipAnswer;
import io.cuepoint.contract.EventLocalized;
import io.cuepoint.worker.generate.Answer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What the answers about one clip come to. */
final class Look {
  private final Map<UUID, EventLocalized> events = new LinkedHashMap<>();
  private boolean cut;
  private float penalty = 1;
  private int promptTokens;
  private int answerTokens;

  void add(EventLocalized event) {
    events.putIfAbsent(event.reportId(), event);
  }

  void count(Answer answer) {
    cut |= answer.cut();
    penalty = answer.penalty();
    promptTokens += answer.promptTokens();
    answerTokens += answer.ids().size();
  }

  List<EventLocalized> events() {
    return new ArrayList<>(events.values());
  }

  ClipAnswer answer() {
    return new ClipAnswer(
        List.copyOf(events.keySet()), null, cut, penalty, promptTokens, answerTokens);
  }

  /** What is kept of a look whose answer could not be read. */
  ClipAnswer unreadable(String text) {
    return new ClipAnswer(List.of(), text, cut, penalty, promptTokens, answerTokens);
  }
}
