package io.cuepoint.api.embedded;

import io.cuepoint.api.video.VideoObjects;
import io.cuepoint.contract.Task;
import io.cuepoint.index.store.NewVideo;
import io.cuepoint.index.store.VideoStore;
import io.cuepoint.index.store.VideoStore.Registration;
import io.cuepoint.object.ObjectStore;
import io.cuepoint.object.ObjectUpload;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** A film of the toy world that the demo model knows, uploaded at the start of a demo. */
final class DemoFilm {
  static final String NAME = "shapes5.mp4";

  private final ObjectStore objects;
  private final VideoStore videos;

  DemoFilm(ObjectStore objects, VideoStore videos) {
    this.objects = objects;
    this.videos = videos;
  }

  /** Uploads it, unless it is there. */
  void upload() throws IOException {
    byte[] film = bytes();
    UUID id = UUID.randomUUID();
    String key = VideoObjects.source(id);
    try (ObjectUpload upload = objects.begin(key)) {
      ByteBuffer content = ByteBuffer.wrap(film);
      while (content.hasRemaining()) {
        upload.write(content);
      }
      upload.commit();
    }
    Registration registration =
        videos.register(
            new NewVideo(
                id, NAME, key, film.length, sha256(film), null, List.of("demo"), Task.DENSE));
    if (!registration.created()) {
      objects.delete(key);
    }
  }

  static byte[] bytes() throws IOException {
    try (InputStream in = DemoFilm.class.getResourceAsStream(NAME)) {
      return Objects.requireNonNull(in).readAllBytes();
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
