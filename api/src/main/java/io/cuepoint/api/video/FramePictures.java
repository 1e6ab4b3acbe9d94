package io.cuepoint.api.video;

import io.cuepoint.contract.MediaTime;
import io.cuepoint.ingest.demux.UnreadableMediaException;
import java.io.IOException;
import java.util.Optional;

/** Single frames of videos as JPEG. Blocking, for seconds at worst; ends when interrupted. */
interface FramePictures {
  /**
   * The frame on screen at {@code time}; empty when there are no frames.
   *
   * @param location what FFmpeg opens
   * @param width in pixels, at most
   */
  Optional<byte[]> jpeg(String location, MediaTime time, int width)
      throws UnreadableMediaException, IOException, InterruptedException;
}
