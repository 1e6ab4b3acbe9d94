package io.cuepoint.api.upload;

import io.cuepoint.api.problem.ProblemCode;
import io.cuepoint.api.problem.ProblemException;
import io.cuepoint.api.video.VideoObjects;
import io.cuepoint.index.store.NewVideo;
import io.cuepoint.index.store.VideoStore;
import io.cuepoint.index.store.VideoStore.Registration;
import io.cuepoint.object.ObjectStore;
import io.cuepoint.object.ObjectUpload;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.codec.multipart.FilePartEvent;
import org.springframework.http.codec.multipart.FormPartEvent;
import org.springframework.http.codec.multipart.PartEvent;

/**
 * One upload being received: takes the body's parts as they come, writes the file and hashes it on
 * the way. Blocking. Its methods exclude each other, because a lost connection closes it from
 * another thread, in the middle of a write.
 */
final class UploadIntake {
  private final ObjectStore objects;
  private final VideoStore videos;
  private final long maxBytes;
  private final UploadFields fields = new UploadFields();
  private final MessageDigest sha256 = sha256();
  private @Nullable ObjectUpload file;
  private @Nullable String fileName;
  private boolean fileEnded;
  private boolean closed;
  private long bytes;

  UploadIntake(ObjectStore objects, VideoStore videos, long maxBytes) {
    this.objects = objects;
    this.videos = videos;
    this.maxBytes = maxBytes;
  }

  /** Takes the next piece; the caller releases its buffer. */
  synchronized void accept(PartEvent part) throws IOException {
    if (closed) {
      return;
    }
    if (part instanceof FormPartEvent field) {
      fields.set(field.name(), field.value());
    } else if (part instanceof FilePartEvent piece) {
      if (!piece.name().equals("file")) {
        throw UploadFields.unknown(piece.name());
      }
      if (fileEnded) {
        throw new ProblemException(
            ProblemCode.UPLOAD_SEVERAL_FILES, "file: a second one (expected: one file an upload)");
      }
      if (file == null) {
        fileName = piece.filename();
        file = objects.begin();
      }
      write(piece.content(), file);
      fileEnded = piece.isLast();
    } else {
      throw UploadFields.unknown(part.name());
    }
  }

  private void write(DataBuffer content, ObjectUpload target) throws IOException {
    bytes += content.readableByteCount();
    if (bytes > maxBytes) {
      throw tooLarge(maxBytes);
    }
    try (DataBuffer.ByteBufferIterator pieces = content.readableByteBuffers()) {
      for (Iterator<ByteBuffer> each = pieces; each.hasNext(); ) {
        ByteBuffer piece = each.next();
        sha256.update(piece.duplicate());
        while (piece.hasRemaining()) {
          target.write(piece);
        }
      }
    }
  }

  /** The body is complete: makes the object and the row, or finds the video that has the bytes. */
  synchronized Registration finish() throws IOException {
    ObjectUpload received = file;
    if (received == null || closed || (bytes == 0 && "".equals(fileName))) {
      throw new ProblemException(
          ProblemCode.UPLOAD_NO_FILE, "file: missing (expected: a part `file` with a filename)");
    }
    if (bytes == 0) {
      throw new ProblemException(
          ProblemCode.UPLOAD_EMPTY, "file: 0 bytes (expected: a video of at least one byte)");
    }
    UUID id = UUID.randomUUID();
    String key = VideoObjects.source(id);
    received.commit(key);
    // when this throws the row may be there all the same: the sweep of orphans looks later
    Registration registration = videos.register(describe(id, key));
    if (!registration.created()) {
      objects.delete(key);
    }
    return registration;
  }

  private NewVideo describe(UUID id, String key) {
    String name = fields.name();
    return new NewVideo(
        id,
        name != null ? name : FileName.display(Objects.requireNonNull(fileName)),
        key,
        bytes,
        HexFormat.of().formatHex(sha256.digest()),
        fields.recordedAt(),
        fields.tags());
  }

  /** Leaves nothing behind, unless {@link #finish} is through. */
  synchronized void close() throws IOException {
    closed = true;
    if (file != null) {
      file.close();
    }
  }

  static ProblemException tooLarge(long maxBytes) {
    return new ProblemException(
        ProblemCode.UPLOAD_TOO_LARGE,
        "file: more than " + maxBytes + " bytes (expected: that many at most)");
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
