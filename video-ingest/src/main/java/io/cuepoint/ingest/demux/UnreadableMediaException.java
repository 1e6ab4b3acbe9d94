package io.cuepoint.ingest.demux;

import io.cuepoint.contract.Failure;

/**
 * A file that holds no video and no sound that can be read; another try gives the same. Codes:
 *
 * <ul>
 *   <li>{@code video.empty}: no bytes
 *   <li>{@code video.unreadable}: no container that is known, or one without its index
 *   <li>{@code video.no-streams}: a container with neither video nor audio
 *   <li>{@code video.no-frames}: streams, but nothing in them could be decoded
 *   <li>{@code video.unsupported-shape}: a side over 200 times as long as the other
 * </ul>
 */
public final class UnreadableMediaException extends Exception {
  private static final long serialVersionUID = 1;

  private final String code;
  private final String detail;

  public UnreadableMediaException(String code, String detail) {
    super(code + ": " + detail);
    this.code = code;
    this.detail = detail;
  }

  public String code() {
    return code;
  }

  /** What was found, in words. */
  public String detail() {
    return detail;
  }

  public Failure failure() {
    return new Failure(code, detail);
  }
}
