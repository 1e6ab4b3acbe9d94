package io.cuepoint.queue;

class ConsumerGroupQueueTest extends WorkQueueContract {
  @Override
  QueueMode mode() {
    return QueueMode.CONSUMER_GROUP;
  }
}
