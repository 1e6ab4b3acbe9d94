package io.cuepoint.api.video;

import io.cuepoint.contract.MediaTime;
import io.cuepoint.ingest.demux.UnreadableMediaException;
import io.cuepoint.ingest.isolate.MediaReader;
import io.cuepoint.ingest.picture.Jpeg;
import java.io.IOException;
import java.util.Optional;

/** {@link FramePictures} by ingest's decoder. */
final class FfmpegFramePictures implements FramePictures {
  private final MediaReader media;

  FfmpegFramePictures(MediaReader media) {
    this.media = media;
  }

  @Override
  public Optional<byte[]> jpeg(String location, MediaTime time, int width)
      throws UnreadableMediaException, IOException, InterruptedException {
    return media.frame(location, time, width).map(picture -> Jpeg.encode(picture, width));
  }
}
