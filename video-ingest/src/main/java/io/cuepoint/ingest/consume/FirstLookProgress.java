package io.cuepoint.ingest.consume;

import io.cuepoint.contract.StableId;
import io.cuepoint.contract.VideoRegistered;
import io.cuepoint.ingest.clip.ClipKeys;
import io.cuepoint.ingest.clip.ClipRules;
import io.cuepoint.ingest.signal.Signals;
import io.cuepoint.ingest.signal.SignalsProperties;
import io.cuepoint.object.ObjectStore;
import io.cuepoint.object.ObjectUpload;
import io.cuepoint.queue.ContractJson;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * Keeps beside the clips of a first look how far it has come, so that whoever gets the video after
 * its ingest was killed goes on behind the last clip. Whole or not there; as large for a day of
 * video as for a minute, but for the list of clips.
 */
final class FirstLookProgress {
  /** To be raised whenever what is kept, or how it is made, changes. */
  private static final int VERSION = 1;

  private final ObjectStore objects;
  private final String key;
  private final UUID basis;
  private @Nullable FirstLook look;

  /**
   * What is kept.
   *
   * @param basis of all that the look depends on: another one does not go on
   */
  private record Kept(UUID basis, FirstLook look) {}

  private FirstLookProgress(ObjectStore objects, String key, UUID basis) {
    this.objects = objects;
    this.key = key;
    this.basis = basis;
  }

  /** How far the look at {@code video} came under these rules: nowhere where others held. */
  static FirstLookProgress of(
      ObjectStore objects, VideoRegistered video, ClipRules rules, SignalsProperties signals)
      throws IOException {
    UUID basis =
        StableId.of(
            VERSION,
            video.sha256(),
            video.object(),
            Signals.VERSIONS,
            signals,
            rules.question(),
            rules.minPixels(),
            rules.maxPixels(),
            rules.pictures(),
            rules.picturePixels(),
            String.valueOf(rules.rates()));
    FirstLookProgress progress = new FirstLookProgress(objects, key(video), basis);
    progress.look = progress.read();
    return progress;
  }

  /** Forgets how far the look at {@code video} came. */
  static void forget(ObjectStore objects, VideoRegistered video) throws IOException {
    boolean unused = objects.delete(key(video));
  }

  private static String key(VideoRegistered video) {
    return ClipKeys.progress(video.videoId(), video.firstAnalysis().id());
  }

  private @Nullable FirstLook read() throws IOException {
    if (objects.find(key).isEmpty()) {
      return null;
    }
    try (var in = Channels.newInputStream(objects.open(key))) {
      Kept kept = ContractJson.mapper().readValue(in.readAllBytes(), Kept.class);
      return basis.equals(kept.basis()) ? kept.look() : null;
    } catch (JacksonException e) {
      // another version wrote it: the look begins anew
      return null;
    }
  }

  /** Where to go on; null for the beginning. */
  @Nullable FirstLook look() {
    return look;
  }

  /** It has come this far; all that was found so far is with the broker. */
  void keep(FirstLook reached) throws IOException {
    look = reached;
    try (ObjectUpload upload = objects.begin(key)) {
      ByteBuffer bytes =
          ByteBuffer.wrap(ContractJson.mapper().writeValueAsBytes(new Kept(basis, reached)));
      while (bytes.hasRemaining()) {
        upload.write(bytes);
      }
      upload.commit();
    }
  }

  /** It is over, or begins anew. */
  void forget() throws IOException {
    look = null;
    boolean unused = objects.delete(key);
  }
}
