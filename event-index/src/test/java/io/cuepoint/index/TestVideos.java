package io.cuepoint.index;

import io.cuepoint.contract.Task;
import io.cuepoint.index.store.NewVideo;
import java.util.List;
import java.util.UUID;

/** Videos to register. */
public final class TestVideos {
  private TestVideos() {}

  public static NewVideo named(String name, String... tags) {
    UUID id = UUID.randomUUID();
    String hash = (id.toString() + id).replace("-", "");
    return new NewVideo(
        id, name, "videos/" + id + "/source", 1000, hash, null, List.of(tags), Task.DENSE);
  }
}
