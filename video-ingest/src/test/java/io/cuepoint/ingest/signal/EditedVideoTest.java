package io.cuepoint.ingest.signal;

import static org.assertj.core.api.Assertions.assertThat;

import io.cuepoint.contract.EventLocalized;
import io.cuepoint.contract.MediaTime;
import io.cuepoint.contract.TimeSpan;
import io.cuepoint.ingest.testclips.SharedFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The edited film of ../shared against the truth that lies beside it. */
class EditedVideoTest {
  @Test
  void findsWhatWasEditedIntoIt() throws Exception {
    Path video = SharedFiles.require("videos/edited_open.mp4");
    JsonNode truth =
        JsonMapper.shared()
            .readTree(Files.readString(SharedFiles.require("videos/edited_open.truth.json")));
    List<Truth> truths = truths(truth);
    List<EventLocalized> found = Watching.file(video);
    for (String label : List.of("cut", "black", "freeze", "silence", "flash", "fade")) {
      Score score = new Score(label, 0.15, 0).add("edited_open", truths, found);
      assertThat(score.f1()).as(score::toString).isGreaterThanOrEqualTo(0.95);
    }
    Score dissolves = new Score("dissolve", 0.15, 0).add("edited_open", truths, found);
    assertThat(dissolves.f1()).as(dissolves::toString).isEqualTo(1);
    MediaTime flash = MediaTime.ofSeconds(57.08);
    assertThat(found)
        .filteredOn(event -> event.label().equals("cut"))
        .noneMatch(cut -> Math.abs(cut.span().end().microsUntil(flash)) < 200_000);
  }

  private static List<Truth> truths(JsonNode truth) {
    List<Truth> truths = new ArrayList<>();
    long frame = 1_000_000 / truth.get("fps").asLong();
    for (JsonNode cut : truth.get("cuts")) {
      long time = micros(cut, "t");
      truths.add(new Truth("cut", TimeSpan.ofMicros(time - frame, time)));
    }
    for (JsonNode gradual : truth.get("gradual")) {
      String type = gradual.get("type").asString();
      truths.add(truth(type.equals("dissolve") ? type : "fade", gradual));
    }
    for (String label : List.of("black", "freeze", "flash")) {
      truth.get(label).forEach(node -> truths.add(truth(label, node)));
    }
    for (JsonNode audio : truth.get("audio")) {
      if (audio.get("what").asString().equals("silence")) {
        truths.add(truth("silence", audio));
      }
    }
    return truths;
  }

  private static Truth truth(String label, JsonNode node) {
    return new Truth(label, TimeSpan.ofMicros(micros(node, "start"), micros(node, "end")));
  }

  private static long micros(JsonNode node, String name) {
    return Math.round(node.get(name).asDouble() * 1e6);
  }
}
