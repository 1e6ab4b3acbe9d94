package io.cuepoint.api.video;

import io.cuepoint.contract.MediaTime;
import io.cuepoint.ingest.demux.UnreadableMediaException;
import io.cuepoint.ingest.picture.Jpeg;
import io.cuepoint.ingest.sample.FrameGrabber;
import io.cuepoint.ingest.sample.PassOptions;
import java.io.IOException;
import java.util.Optional;

/** {@link FramePictures} by ingest's decoder. */
final class FfmpegFramePictures implements FramePictures {
  private final FrameGrabber grabber = new FrameGrabber(PassOptions.DEFAULT);

  @Override
  public Optional<byte[]> jpeg(String location, MediaTime time, int width)
      throws UnreadableMediaException, IOException, InterruptedException {
    return grabber.frameAt(location, time, width).map(picture -> Jpeg.encode(picture, width));
  }
}
