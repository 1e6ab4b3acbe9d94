package io.cuepoint.queue;

import io.cuepoint.contract.Topic;
import java.util.UUID;

/** An item of a test's queue. */
record Job(String name) {
  static Topic<Job> topic() {
    return new Topic<>("jobs." + UUID.randomUUID(), Job.class, Job::name);
  }
}
