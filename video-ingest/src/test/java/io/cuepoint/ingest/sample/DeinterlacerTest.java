package io.cuepoint.ingest.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_clone;

import io.cuepoint.ingest.demux.MediaInput;
import io.cuepoint.ingest.testclips.FilterGraph;
import io.cuepoint.ingest.testclips.SharedFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.zip.CRC32;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.junit.jupiter.api.Test;

class DeinterlacerTest {
  /** The filter sees every frame there, three here. */
  @Test
  void givesWhatFfmpegGivesInOnePassOverTheStream() throws Exception {
    List<AVFrame> frames = frames();
    assertThat(frames).hasSizeGreaterThan(40).allMatch(Deinterlacer::isInterlaced);
    try (FilterGraph filter =
            new FilterGraph("bwdif=mode=send_frame:parity=auto:deint=all", frames.get(0));
        Deinterlacer deinterlacer = new Deinterlacer()) {
      filter.push(frames.get(0));
      for (int i = 1; i <= frames.size(); i++) {
        AVFrame after = i < frames.size() ? frames.get(i) : null;
        filter.push(after);
        long expected = checksum(Objects.requireNonNull(filter.take()));
        // every third, so that what the filter saw last is something else
        if ((i - 1) % 3 == 0 || after == null) {
          AVFrame before = i == 1 ? null : frames.get(i - 2);
          AVFrame made = deinterlacer.of(before, frames.get(i - 1), after);
          assertThat(Deinterlacer.isInterlaced(made)).isFalse();
          assertThat(checksum(made)).as("frame %d", i - 1).isEqualTo(expected);
          assertThat(expected).isNotEqualTo(checksum(frames.get(i - 1)));
        }
      }
    }
  }

  private static List<AVFrame> frames() throws Exception {
    List<AVFrame> frames = new ArrayList<>();
    Decoder.Output output =
        new Decoder.Output() {
          @Override
          public void frame(AVFrame frame) {
            frames.add(av_frame_clone(frame));
          }

          @Override
          public void error(int code) {
            throw new AssertionError(code);
          }
        };
    AVPacket packet = av_packet_alloc();
    try (MediaInput input =
            MediaInput.open(SharedFiles.require("videos/traps/inter.ts").toString());
        Decoder decoder = Decoder.open(Objects.requireNonNull(input.video()), 1, 1 << 24)) {
      while (input.read(packet) >= 0) {
        if (packet.stream_index() == input.video().index()) {
          decoder.decode(packet, output);
        }
        av_packet_unref(packet);
      }
      decoder.decode(null, output);
    }
    av_packet_free(packet);
    return frames;
  }

  private static long checksum(AVFrame frame) {
    CRC32 crc = new CRC32();
    for (int plane = 0; plane < 3; plane++) {
      int width = plane == 0 ? frame.width() : frame.width() / 2;
      int height = plane == 0 ? frame.height() : frame.height() / 2;
      byte[] row = new byte[width];
      for (int y = 0; y < height; y++) {
        frame.data(plane).getPointer((long) y * frame.linesize(plane)).get(row);
        crc.update(row);
      }
    }
    return crc.getValue();
  }
}
