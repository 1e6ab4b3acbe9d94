package io.cuepoint.queue;

class ConsumerGroupLanesTest extends LanesContract {
  @Override
  QueueMode mode() {
    return QueueMode.CONSUMER_GROUP;
  }
}
