package io.cuepoint.worker.engine.tensorrt;

import java.nio.ByteBuffer;

/** A run of bytes that may be larger than a Java buffer. */
interface PlanBytes {
  long size();

  /** {@code length} of them, to be read or filled. */
  ByteBuffer part(long from, int length);
}
