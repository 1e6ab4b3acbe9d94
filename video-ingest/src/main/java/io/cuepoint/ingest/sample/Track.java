package io.cuepoint.ingest.sample;

import io.cuepoint.contract.MediaTime;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.jspecify.annotations.Nullable;

/** One stream of a pass. */
interface Track extends AutoCloseable {
  int streamIndex();

  /** Takes a packet of its stream; whether it wants more. */
  boolean packet(AVPacket packet) throws InterruptedException;

  /** No more packets come. */
  void finish() throws InterruptedException;

  /** End of the last thing decoded; null when there was none. */
  @Nullable MediaTime end();

  @Override
  void close();
}
