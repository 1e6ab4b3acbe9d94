package io.cuepoint.queue;

/** Which of Kafka's ways to share out a topic's messages is taken. */
public enum QueueMode {
  /** Share groups where the broker has them, else consumer groups. */
  AUTO,
  SHARE_GROUP,
  CONSUMER_GROUP
}
