package io.cuepoint.ingest.testclips;

import java.util.Arrays;
import java.util.Random;

/** Damage to a file, the same for the same seed. */
public final class Mutation {
  private static final int KINDS = 5;

  private Mutation() {}

  /** A copy of {@code file} with one to four kinds of damage; most of it in its first kilobytes. */
  public static byte[] of(byte[] file, long seed) {
    Random random = new Random(seed);
    byte[] mutated = file.clone();
    int times = 1 + random.nextInt(4);
    for (int i = 0; i < times && mutated.length > 16; i++) {
      mutated = once(mutated, random);
    }
    return mutated;
  }

  private static byte[] once(byte[] bytes, Random random) {
    int at = place(bytes.length, random);
    int length = Math.min(bytes.length - at, 1 + random.nextInt(2_000));
    switch (random.nextInt(KINDS)) {
      case 0 -> {
        for (int i = 0; i < 1 + length / 40; i++) {
          bytes[place(bytes.length, random)] ^= (byte) (1 << random.nextInt(8));
        }
      }
      case 1 -> {
        byte[] noise = new byte[length];
        random.nextBytes(noise);
        System.arraycopy(noise, 0, bytes, at, length);
      }
      case 2 -> Arrays.fill(bytes, at, at + Math.min(length, 8), (byte) 0xff);
      case 3 -> {
        byte[] shorter = new byte[bytes.length - length];
        System.arraycopy(bytes, 0, shorter, 0, at);
        System.arraycopy(bytes, at + length, shorter, at, shorter.length - at);
        return shorter;
      }
      default -> {
        return random.nextInt(8) == 0 ? Arrays.copyOf(bytes, at) : doubled(bytes, at, length);
      }
    }
    return bytes;
  }

  private static byte[] doubled(byte[] bytes, int at, int length) {
    byte[] longer = Arrays.copyOf(bytes, bytes.length + length);
    System.arraycopy(bytes, at, longer, at + length, bytes.length - at);
    return longer;
  }

  private static int place(int size, Random random) {
    int within = random.nextBoolean() ? size : Math.min(size, 4_096);
    return random.nextInt(within);
  }
}
