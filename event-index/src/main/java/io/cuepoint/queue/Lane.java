package io.cuepoint.queue;

import io.cuepoint.contract.Topic;

/**
 * One of several topics that are read as one queue.
 *
 * @param group the consumers that share the topic's items; none of another topic's
 * @param urgent whether nothing of lanes that are not urgent is begun while something waits here
 */
public record Lane<T>(Topic<T> topic, String group, boolean urgent) {}
