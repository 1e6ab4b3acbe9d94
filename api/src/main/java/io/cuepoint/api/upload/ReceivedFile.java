package io.cuepoint.api.upload;

import io.cuepoint.api.problem.ProblemCode;
import io.cuepoint.api.problem.ProblemException;
import io.cuepoint.object.ObjectUpload;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The file of an upload: written, counted and hashed as it comes. */
final class ReceivedFile {
  private final String name;
  private final ObjectUpload target;
  private final long maxBytes;
  private final MessageDigest sha256 = sha256Digest();
  private long bytes;

  /**
   * A file of which nothing has come yet.
   *
   * @param name as the client gave it
   */
  ReceivedFile(String name, ObjectUpload target, long maxBytes) {
    this.name = name;
    this.target = target;
    this.maxBytes = maxBytes;
  }

  void write(ByteBuffer piece) throws IOException {
    bytes += piece.remaining();
    if (bytes > maxBytes) {
      throw tooLarge(maxBytes);
    }
    sha256.update(piece.duplicate());
    while (piece.hasRemaining()) {
      target.write(piece);
    }
  }

  String name() {
    return name;
  }

  long bytes() {
    return bytes;
  }

  /** Hash of what came, in lower-case hex; to be asked once, at the end. */
  String sha256() {
    return HexFormat.of().formatHex(sha256.digest());
  }

  void commit() throws IOException {
    target.commit();
  }

  /** Discards what was written, unless it was committed. */
  void close() throws IOException {
    target.close();
  }

  static ProblemException tooLarge(long maxBytes) {
    return new ProblemException(
        ProblemCode.UPLOAD_TOO_LARGE,
        "file: more than " + maxBytes + " bytes (expected: that many at most)");
  }

  private static MessageDigest sha256Digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
