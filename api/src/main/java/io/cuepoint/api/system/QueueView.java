package io.cuepoint.api.system;

/**
 * What waits for ingests and for workers, for whoever decides how many of them there should be.
 *
 * @param videos to be read by ingest, whole or again
 * @param clips to be looked at by a model
 */
record QueueView(Waiting videos, Waiting clips) {
  /**
   * Items that are not done yet, what is being worked on among them.
   *
   * @param waiting how many
   * @param oldestSeconds since the oldest of them was sent; 0 where none waits. An item that is
   *     worked on for longer than later ones took may be older
   */
  record Waiting(long waiting, double oldestSeconds) {}
}
