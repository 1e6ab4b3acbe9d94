package io.cuepoint.ingest.picture;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_PRI_BT2020;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_RGB;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_TRC_ARIB_STD_B67;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_TRC_SMPTE2084;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_GBRP16LE;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;

import io.cuepoint.ingest.testclips.FilterGraph;
import java.util.Random;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.ShortPointer;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Colours of HDR pictures beside what FFmpeg's {@code zscale} and {@code tonemap} make of them. */
class ToneMapReferenceTest {
  private static final int SIDE = 64;
  private static final int PIXELS = SIDE * SIDE;

  @BeforeEach
  void filters() {
    Assumptions.assumeTrue(
        FilterGraph.has("zscale") && FilterGraph.has("tonemap"), "no zscale in this FFmpeg");
  }

  @ParameterizedTest(name = "PQ {0}")
  @ValueSource(booleans = {true, false})
  void mapsAsFfmpegDoes(boolean pq) throws Exception {
    // each up to what stands for 1,000 cd/m2
    short[][] planes = colours(pq ? 0.75 : 1);
    float[][] light = reference(planes, pq ? AVCOL_TRC_SMPTE2084 : AVCOL_TRC_ARIB_STD_B67);
    byte[] mapped = new byte[PIXELS * 3];
    (pq ? ToneMap.PQ : ToneMap.HLG).map(interleaved(planes), PIXELS, mapped);
    double sum = 0;
    int far = 0;
    for (int i = 0; i < PIXELS; i++) {
      for (int c = 0; c < 3; c++) {
        double expected = 255 * Math.pow(Math.max(0, Math.min(1, light[c][i])), 1 / 2.2);
        double distance = Math.abs((mapped[3 * i + c] & 0xff) - expected);
        sum += distance;
        // near black one of 4,096 steps of light is several of 256
        far += distance > 3 && expected > 16 ? 1 : 0;
      }
    }
    assertThat(sum / (3 * PIXELS)).isLessThan(1);
    assertThat(far).isLessThan(3 * PIXELS / 100);
  }

  /** Seeded colours of all brightnesses, as red, green and blue in 16 bits, seed 1. */
  private static short[][] colours(double peak) {
    Random random = new Random(1);
    short[][] planes = new short[3][PIXELS];
    for (int i = 0; i < PIXELS; i++) {
      double brightness = peak * random.nextDouble();
      for (short[] plane : planes) {
        double value = brightness * (0.7 + 0.3 * random.nextDouble());
        plane[i] = (short) Math.round(65_535 * value);
      }
    }
    return planes;
  }

  private static byte[] interleaved(short[][] planes) {
    byte[] rgb = new byte[PIXELS * 6];
    for (int i = 0; i < PIXELS * 3; i++) {
      rgb[2 * i] = (byte) planes[i % 3][i / 3];
      rgb[2 * i + 1] = (byte) (planes[i % 3][i / 3] >> 8);
    }
    return rgb;
  }

  /** Linear light of FFmpeg's SDR picture, red, green and blue, reference white being 1. */
  private static float[][] reference(short[][] planes, int transfer) throws Exception {
    AVFrame frame = av_frame_alloc();
    frame.width(SIDE);
    frame.height(SIDE);
    frame.format(AV_PIX_FMT_GBRP16LE);
    frame.color_trc(transfer);
    frame.color_primaries(AVCOL_PRI_BT2020);
    frame.colorspace(AVCOL_SPC_RGB);
    frame.color_range(AVCOL_RANGE_JPEG);
    assertThat(av_frame_get_buffer(frame, 0)).isZero();
    // the planes are green, blue and red
    int[] order = {2, 0, 1};
    for (int c = 0; c < 3; c++) {
      for (int y = 0; y < SIDE; y++) {
        int plane = order[c];
        ShortPointer row =
            new ShortPointer(frame.data(plane).getPointer((long) y * frame.linesize(plane)));
        row.put(planes[c], y * SIDE, SIDE);
      }
    }
    // an approximate gamma takes HLG's three colours each for itself, not by their luminance
    String filters =
        "zscale=t=linear:npl=203:p=bt709:agamma=0,format=gbrpf32le,"
            + "tonemap=mobius:param=0.6:peak=%f:desat=0".formatted(1000 / 203.0);
    float[][] light = new float[3][PIXELS];
    try (FilterGraph graph = new FilterGraph(filters, frame)) {
      graph.push(frame);
      AVFrame result = requireNonNull(graph.take());
      for (int c = 0; c < 3; c++) {
        int plane = order[c];
        for (int y = 0; y < SIDE; y++) {
          new FloatPointer(result.data(plane).getPointer((long) y * result.linesize(plane)))
              .get(light[c], y * SIDE, SIDE);
        }
      }
      av_frame_free(result);
    }
    av_frame_free(frame);
    return light;
  }
}
