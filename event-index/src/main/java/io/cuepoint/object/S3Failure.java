package io.cuepoint.object;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.NoSuchFileException;
import java.util.Set;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What the store's errors mean in the words of {@link ObjectStore}. */
final class S3Failure {
  private static final int NOT_FOUND = 404;
  private static final Set<String> FULL =
      Set.of("XMinioStorageFull", "QuotaExceeded", "InsufficientStorage", "StorageFull");

  private S3Failure() {}

  /** A request. */
  interface Request<T> {
    T send();
  }

  /**
   * Sends a request.
   *
   * @param what it does with which object, for the message
   */
  static <T> T translating(String what, Request<T> request) throws IOException {
    try {
      return request.send();
    } catch (SdkException e) {
      throw of(what, e);
    }
  }

  static IOException of(String what, SdkException e) {
    if (e instanceof AbortedException || Thread.currentThread().isInterrupted()) {
      Thread.currentThread().interrupt();
      return new ClosedByInterruptException();
    }
    if (!(e instanceof S3Exception answer)) {
      return new IOException("object store: " + what + ": " + e.getMessage(), e);
    }
    String code = answer.awsErrorDetails() == null ? "" : answer.awsErrorDetails().errorCode();
    String told = what + ": " + answer.statusCode() + " " + code;
    if (answer.statusCode() == NOT_FOUND && !"NoSuchBucket".equals(code)) {
      NoSuchFileException missing = new NoSuchFileException(what);
      missing.initCause(e);
      return missing;
    }
    return code != null && FULL.contains(code)
        ? new StorageFullException("object store: no room, " + told, e)
        : new IOException("object store: " + told, e);
  }

  /** Whether the store said that it has no such object. */
  static boolean missing(SdkException e) {
    return e instanceof S3Exception answer && answer.statusCode() == NOT_FOUND;
  }
}
