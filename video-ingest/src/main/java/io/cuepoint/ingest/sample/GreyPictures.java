package io.cuepoint.ingest.sample;

import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_GRAY8;
import static org.bytedeco.ffmpeg.global.swscale.SWS_AREA;

import io.cuepoint.contract.MediaTime;
import io.cuepoint.ingest.demux.MediaInput;
import io.cuepoint.ingest.demux.StreamGeometry;
import io.cuepoint.ingest.picture.Orientation;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** Decoded frames as small upright luma pictures, all of the first one's size. */
public final class GreyPictures implements AutoCloseable {
  /** 160 x 90. */
  private static final int PIXELS = 14_400;

  private static final int MIN_SIDE = 16;

  private final MediaInput input;
  private final AVStream stream;
  private final Scaler scaler = new Scaler(SWS_AREA, AV_PIX_FMT_GRAY8);
  private int width;
  private int height;
  private byte[] turned = new byte[0];

  public GreyPictures(MediaInput input, AVStream stream) {
    this.input = input;
    this.stream = stream;
  }

  /** Pictures of this size, whatever the first one's. */
  void ofSize(int ofWidth, int ofHeight) {
    width = ofWidth;
    height = ofHeight;
    turned = new byte[width * height];
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  /** The frame's luma, overwritten by the next call. */
  public GreyFrame of(AVFrame frame, MediaTime time, MediaTime end) throws ScalingException {
    Orientation orientation = StreamGeometry.orientation(stream, frame);
    if (width == 0) {
      chooseSize(frame, orientation);
    }
    int codedWidth = orientation.transposed() ? height : width;
    int codedHeight = orientation.transposed() ? width : height;
    byte[] luma = scaler.scale(frame, codedWidth, codedHeight);
    if (!orientation.isUpright()) {
      orientation.turn(luma, codedWidth, codedHeight, 1, turned);
      luma = turned;
    }
    return new GreyFrame(time, end, width, height, luma);
  }

  private void chooseSize(AVFrame frame, Orientation orientation) {
    double aspect = StreamGeometry.pixelAspect(input.format(), stream, frame);
    double shown = frame.width() * aspect / frame.height();
    double upright = orientation.transposed() ? 1 / shown : shown;
    int side = (int) Math.round(Math.sqrt(PIXELS * upright));
    int chosen = Math.min(PIXELS / MIN_SIDE, Math.max(MIN_SIDE, side));
    ofSize(chosen, Math.max(MIN_SIDE, (int) Math.round((double) PIXELS / chosen)));
  }

  @Override
  public void close() {
    scaler.close();
  }
}
