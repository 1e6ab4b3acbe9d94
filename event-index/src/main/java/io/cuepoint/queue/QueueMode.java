package io.cuepoint.queue;

/** Which of Kafka's ways to share out a topic's messages is taken. */
public enum QueueMode {
  /** Share groups where the broker has them, else consumer groups. */
  AUTO,
  SHARE_GROUP,
  CONSUMER_GROUP;

  /**
   * The group on the broker that stands for the consumers called {@code name}: the broker keeps the
   * two kinds of groups under one set of names.
   */
  public String group(String name) {
    return this == CONSUMER_GROUP ? name + ".consumer" : name;
  }
}
