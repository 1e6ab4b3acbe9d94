package io.cuepoint.api.system;

import io.cuepoint.api.problem.ProblemCode;
import io.cuepoint.api.problem.ProblemException;
import io.cuepoint.api.query.Query;
import io.cuepoint.api.query.QueryParameters;
import io.cuepoint.api.query.Text;
import io.cuepoint.api.system.DeadLetterView.Replay;
import io.cuepoint.contract.Topic;
import io.cuepoint.contract.Topics;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** What was given up: read it, and send it again. */
@RestController
final class DeadLetterController {
  /** Most letters of one answer. */
  private static final int MOST = 100;

  private final DeadLetterDesk desk;

  DeadLetterController(DeadLetterDesk desk) {
    this.desk = desk;
  }

  @GetMapping("/v1/system/dead-letters")
  DeadLetterView read(QueryParameters none) {
    return asked(() -> new DeadLetterView(desk.read(Topics.DEAD_LETTERED, MOST)));
  }

  @PostMapping("/v1/system/dead-letters/replay")
  Replay replay(@Query("topic") QueryParameters query) {
    String name = query.text("topic").orElse("");
    Topic<?> topic =
        Topics.DEAD_LETTERED.stream()
            .filter(each -> each.name().equals(name))
            .findFirst()
            .orElseThrow(() -> unknown(name));
    return asked(() -> desk.replay(topic));
  }

  private static <T> T asked(Supplier<T> question) {
    try {
      return question.get();
    } catch (KafkaException e) {
      throw new ProblemException(
          ProblemCode.BROKER_AWAY, "the message broker does not answer; try again", e);
    }
  }

  private static ProblemException unknown(String name) {
    return new ProblemException(
        ProblemCode.SYSTEM_UNKNOWN_TOPIC,
        "topic: %s (expected: one of %s)"
            .formatted(
                name.isEmpty() ? "missing" : Text.shown(name),
                String.join(", ", Topics.DEAD_LETTERED.stream().map(Topic::name).toList())));
  }
}
