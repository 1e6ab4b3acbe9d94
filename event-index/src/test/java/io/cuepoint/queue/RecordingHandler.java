package io.cuepoint.queue;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers what it was given; what it does beyond that a test says. */
final class RecordingHandler implements WorkHandler<Job> {
  final List<String> begun = new CopyOnWriteArrayList<>();
  final List<String> done = new CopyOnWriteArrayList<>();
  final List<String> interrupted = new CopyOnWriteArrayList<>();
  final Map<String, String> abandoned = new ConcurrentHashMap<>();
  private final Action action;

  /** What is done with an item. */
  interface Action {
    void on(Job job) throws Exception;
  }

  RecordingHandler(Action action) {
    this.action = action;
  }

  @Override
  public void handle(Job job) throws Exception {
    begun.add(job.name());
    try {
      action.on(job);
    } catch (InterruptedException e) {
      interrupted.add(job.name());
      throw e;
    }
    done.add(job.name());
  }

  @Override
  public void abandoned(Job job, String cause) {
    abandoned.put(job.name(), cause);
  }
}
