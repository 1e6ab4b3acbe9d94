package io.cuepoint.ingest.isolate;

import io.cuepoint.contract.Failure;
import java.io.IOException;

/**
 * The process that read a file ended by a fault of its own, or did nothing for too long. Codes:
 * {@code video.decoder-crash}, {@code video.decoder-stall}.
 */
public final class DecoderDiedException extends IOException {
  private static final long serialVersionUID = 1;

  private final String code;

  DecoderDiedException(String code, String detail) {
    super(detail);
    this.code = code;
  }

  public Failure failure() {
    return new Failure(code, String.valueOf(getMessage()));
  }
}
