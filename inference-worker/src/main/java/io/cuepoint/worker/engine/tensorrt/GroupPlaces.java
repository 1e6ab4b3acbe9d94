package io.cuepoint.worker.engine.tensorrt;

import java.util.List;

/** Patches that see each other, brought to groups of one length. */
final class GroupPlaces {
  private final int places;
  private final int[] pad;
  private final int[] unpad;
  private final byte[] mask;

  private GroupPlaces(int places, int[] pad, int[] unpad, byte[] mask) {
    this.places = places;
    this.pad = pad;
    this.unpad = unpad;
    this.mask = mask;
  }

  /**
   * Lays out groups.
   *
   * @param sizes patches of each group of one step, in order
   * @param steps how often they repeat
   * @param places of a group, at least the largest size
   */
  static GroupPlaces of(List<Integer> sizes, int steps, int places) {
    int groups = Math.multiplyExact(steps, sizes.size());
    int patches = sizes.stream().mapToInt(Integer::intValue).sum();
    int[] pad = new int[Math.multiplyExact(groups, places)];
    int[] unpad = new int[Math.multiplyExact(steps, patches)];
    byte[] mask = new byte[pad.length];
    int place = 0;
    int patch = 0;
    for (int step = 0; step < steps; step++) {
      for (int size : sizes) {
        if (size > places) {
          throw new IllegalArgumentException(
              "a group of " + size + " patches (expected: at most " + places + ")");
        }
        for (int i = 0; i < size; i++, patch++) {
          pad[place + i] = patch;
          unpad[patch] = place + i;
          mask[place + i] = 1;
        }
        place += places;
      }
    }
    return new GroupPlaces(places, pad, unpad, mask);
  }

  /** How many groups. */
  int count() {
    return pad.length / places;
  }

  /** Places of each. */
  int places() {
    return places;
  }

  /** The patch at each place; patch 0 where there is none. */
  int[] pad() {
    return pad;
  }

  /** The place of each patch. */
  int[] unpad() {
    return unpad;
  }

  /** 1 where a place holds a patch. */
  byte[] mask() {
    return mask;
  }
}
