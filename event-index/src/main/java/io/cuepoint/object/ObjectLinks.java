package io.cuepoint.object;

import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/** What a store can do from which clients read objects themselves. Safe for concurrent use. */
public interface ObjectLinks {
  /**
   * An address from which whoever has it reads the object, for a time.
   *
   * @param contentType that the answer is to state
   * @param disposition likewise, a {@code Content-Disposition}
   * @return empty where clients are not to reach the store
   */
  Optional<URI> link(String key, String contentType, String disposition) throws IOException;
}
