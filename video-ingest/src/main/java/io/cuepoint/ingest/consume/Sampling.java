package io.cuepoint.ingest.consume;

import io.cuepoint.contract.Failure;
import java.util.UUID;

/**
 * What is done with a video that an item of a queue names; the same again when it is done again.
 */
interface Sampling<T> {
  UUID videoId(T item);

  /** Key of the video in the object store. */
  String object(T item);

  /**
   * Reads the video and publishes all that comes of it.
   *
   * @throws VideoGoneException when it was deleted meanwhile
   * @throws io.cuepoint.ingest.demux.UnreadableMediaException when it holds nothing to read
   * @throws io.cuepoint.object.StorageFullException when a clip does not fit on the disk
   */
  void run(T item) throws Exception;

  /** Publishes that nothing will come of it, and why. */
  void fail(T item, Failure failure) throws Exception;
}
