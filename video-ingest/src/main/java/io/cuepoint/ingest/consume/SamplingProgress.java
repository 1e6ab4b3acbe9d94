package io.cuepoint.ingest.consume;

import io.cuepoint.contract.ClipSampled;
import io.cuepoint.ingest.clip.ClipKeys;
import io.cuepoint.ingest.clip.ClipRules;
import io.cuepoint.ingest.rate.RatedWindow;
import io.cuepoint.object.ObjectStore;
import io.cuepoint.object.ObjectUpload;
import io.cuepoint.queue.ContractJson;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import tools.jackson.core.JacksonException;

/**
 * The clips of one analysis that are stored and announced, kept beside them, so that whoever gets
 * the analysis after its ingest was killed goes on behind the last one.
 */
final class SamplingProgress {
  private final ObjectStore objects;
  private final String key;
  private final List<ClipSampled> done;

  private SamplingProgress(ObjectStore objects, String key, List<ClipSampled> done) {
    this.objects = objects;
    this.key = key;
    this.done = done;
  }

  /** What was done of an analysis that is now cut by {@code rules}: nothing where others held. */
  static SamplingProgress of(ObjectStore objects, UUID videoId, ClipRules rules)
      throws IOException {
    String key = ClipKeys.progress(videoId, rules.question().analysisId());
    List<ClipSampled> done = new ArrayList<>();
    if (objects.find(key).isPresent()) {
      List<ClipSampled> kept = read(objects, key);
      if (fit(kept, rules)) {
        done.addAll(kept);
      }
    }
    return new SamplingProgress(objects, key, done);
  }

  private static List<ClipSampled> read(ObjectStore objects, String key) throws IOException {
    try (var in = Channels.newInputStream(objects.open(key))) {
      return List.of(ContractJson.mapper().readValue(in.readAllBytes(), ClipSampled[].class));
    } catch (JacksonException e) {
      // another version wrote it: everything is sampled anew
      return List.of();
    }
  }

  /** Whether these clips are cut as {@code rules} say. */
  static boolean fit(List<ClipSampled> clips, ClipRules rules) {
    return clips.stream().allMatch(clip -> fits(clip, rules));
  }

  private static boolean fits(ClipSampled clip, ClipRules rules) {
    if (!rules.question().equals(clip.question()) || !rules.windows().has(clip.index())) {
      return false;
    }
    RatedWindow window = rules.windows().window(clip.index());
    return window.framesPerSecond() == clip.framesPerSecond()
        && window.span().start().equals(clip.window().start())
        && !window.span().end().isBefore(clip.window().end());
  }

  /** In the order of their windows. */
  List<ClipSampled> done() {
    return List.copyOf(done);
  }

  /** One more, which the broker keeps already. */
  void add(ClipSampled clip) throws IOException {
    done.add(clip);
    try (ObjectUpload upload = objects.begin(key)) {
      ByteBuffer bytes = ByteBuffer.wrap(ContractJson.mapper().writeValueAsBytes(done));
      while (bytes.hasRemaining()) {
        upload.write(bytes);
      }
      upload.commit();
    }
  }

  /** All is done. */
  void forget() throws IOException {
    objects.delete(key);
  }
}
