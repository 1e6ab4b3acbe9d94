package io.cuepoint.queue;

/** What is done with one item of a {@link WorkQueue}. Effects must be idempotent. */
public interface WorkHandler<T> {
  /**
   * Does the work. Returning means done; the item does not come again, save after a crash.
   *
   * @throws PermanentFailure when another try cannot help: the item goes to the dead-letter topic
   * @throws InterruptedException when the subscription closes: the item is handed back
   * @throws Exception anything else: the item comes again, here or elsewhere
   */
  void handle(T item) throws Exception;

  /**
   * The item is being given up, with {@code cause}; called before it goes to the dead-letter topic,
   * possibly in a process that never handled it (its earlier holders died). May be called twice.
   */
  void abandoned(T item, String cause) throws Exception;
}
