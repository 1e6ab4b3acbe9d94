package io.cuepoint.ingest.signal;

import java.util.Random;

/** A random still life under a slowly moving, slightly noisy camera. */
final class Scenery {
  private static final int SIZE = 512;

  private final float[] picture = new float[SIZE * SIZE];
  private final int left;
  private final int top;
  private final double panX;
  private final double panY;
  private final double noise;
  private final long seed;

  Scenery(Random random) {
    double base = 40 + 150 * random.nextDouble();
    double slope = random.nextDouble() - 0.5;
    for (int i = 0; i < picture.length; i++) {
      picture[i] = (float) (base + slope * (Math.floorDiv(i, SIZE) - SIZE / 2.0) * 0.2);
    }
    for (int i = 0; i < 250; i++) {
      rectangle(random);
    }
    left = 100 + random.nextInt(100);
    top = 100 + random.nextInt(100);
    panX = 3 * (random.nextDouble() - 0.5);
    panY = 3 * (random.nextDouble() - 0.5);
    noise = 0.5 + 2 * random.nextDouble();
    seed = random.nextLong();
  }

  /** Other scenery, surely not alike. */
  Scenery another(Random random) {
    byte[] mine = new byte[Film.WIDTH * Film.HEIGHT];
    byte[] others = new byte[mine.length];
    drawStill(0, mine);
    while (true) {
      Scenery other = new Scenery(random);
      other.drawStill(0, others);
      double difference = 0;
      for (int i = 0; i < mine.length; i++) {
        difference += Math.abs((mine[i] & 0xFF) - (others[i] & 0xFF));
      }
      if (difference / mine.length > 20) {
        return other;
      }
    }
  }

  void draw(double time, double gain, double lift, byte[] luma) {
    float[] view = view(time);
    Grain grains = grain(time);
    double grainGain = Math.min(1, gain + 0.3);
    for (int i = 0; i < luma.length; i++) {
      luma[i] = clamp(view[i] * gain + lift + grains.next() * grainGain);
    }
  }

  void drawStill(double time, byte[] luma) {
    float[] view = view(time);
    for (int i = 0; i < luma.length; i++) {
      luma[i] = clamp(view[i]);
    }
  }

  /** With a dark figure a quarter of the picture wide that runs in from the left and about. */
  void drawBlob(double time, double since, byte[] luma) {
    draw(time, 1, 0, luma);
    double phase = since * 0.9 % 2;
    int from = (int) Math.round((phase < 1 ? phase : 2 - phase) * 160) - 40;
    for (int y = 10; y < Film.HEIGHT; y++) {
      for (int x = Math.max(0, from); x < Math.min(Film.WIDTH, from + 40); x++) {
        int stripe = Math.floorDiv(x - from, 8) % 2;
        luma[y * Film.WIDTH + x] = (byte) (stripe == 0 ? 10 : 70);
      }
    }
  }

  static void mix(Scenery old, Scenery fresh, double time, double share, byte[] luma) {
    float[] from = old.view(time);
    float[] to = fresh.view(time);
    Grain grains = fresh.grain(time);
    for (int i = 0; i < luma.length; i++) {
      luma[i] = clamp((1 - share) * from[i] + share * to[i] + grains.next());
    }
  }

  private float[] view(double time) {
    // to and fro, so that a long film stays on the picture
    double turned = Math.abs(Math.IEEEremainder(time, 80));
    double x = left + panX * turned;
    double y = top + panY * turned;
    int column = (int) Math.floor(x);
    int row = (int) Math.floor(y);
    float fx = (float) (x - column);
    float fy = (float) (y - row);
    float[] view = new float[Film.WIDTH * Film.HEIGHT];
    for (int v = 0, i = 0; v < Film.HEIGHT; v++) {
      int at = (row + v) * SIZE + column;
      for (int u = 0; u < Film.WIDTH; u++, i++, at++) {
        float upper = picture[at] + (picture[at + 1] - picture[at]) * fx;
        float lower = picture[at + SIZE] + (picture[at + SIZE + 1] - picture[at + SIZE]) * fx;
        view[i] = upper + (lower - upper) * fy;
      }
    }
    return view;
  }

  private Grain grain(double time) {
    return new Grain(seed ^ Double.doubleToLongBits(time), noise);
  }

  private void rectangle(Random random) {
    int x0 = random.nextInt(SIZE);
    int y0 = random.nextInt(SIZE);
    int width = 5 + random.nextInt(60);
    int height = 5 + random.nextInt(60);
    float luma = random.nextInt(256);
    for (int y = y0; y < Math.min(SIZE, y0 + height); y++) {
      for (int x = x0; x < Math.min(SIZE, x0 + width); x++) {
        picture[y * SIZE + x] = luma;
      }
    }
  }

  private static byte clamp(double value) {
    return (byte) Math.max(0, Math.min(255, (int) (value + 0.5)));
  }

  /** Triangular noise of a given standard deviation. */
  private static final class Grain {
    private final float scale;
    private long state;

    Grain(long seed, double deviation) {
      state = seed | 1;
      // a difference of two uniform values has a deviation of 1 / sqrt(6)
      scale = (float) (deviation * Math.sqrt(6) / 65536);
    }

    float next() {
      state ^= state << 13;
      state ^= state >>> 7;
      state ^= state << 17;
      return ((int) (state & 0xFFFF) - (int) ((state >>> 16) & 0xFFFF)) * scale;
    }
  }
}
