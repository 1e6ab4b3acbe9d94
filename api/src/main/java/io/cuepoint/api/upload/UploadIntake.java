package io.cuepoint.api.upload;

import io.cuepoint.api.problem.ProblemCode;
import io.cuepoint.api.problem.ProblemException;
import io.cuepoint.api.video.VideoObjects;
import io.cuepoint.index.store.NewVideo;
import io.cuepoint.index.store.VideoStore.Registration;
import io.cuepoint.object.ObjectStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.UUID;

/**
 * One upload being received, until it is a video or was refused. Blocking. Its methods exclude each
 * other, because a lost connection closes it from another thread, in the middle of a write.
 */
final class UploadIntake {
  private final ObjectStore objects;
  private final Registrar registrar;
  private final UUID id = UUID.randomUUID();
  private final ReceivedParts parts;
  private final MultipartParser parser;
  private boolean closed;

  UploadIntake(String boundary, ObjectStore objects, Registrar registrar, long maxBytes) {
    this.objects = objects;
    this.registrar = registrar;
    this.parts = new ReceivedParts(objects, VideoObjects.source(id), maxBytes);
    this.parser = new MultipartParser(boundary, parts);
  }

  /** Takes the next bytes of the body. */
  synchronized void accept(ByteBuffer bytes) throws IOException {
    if (!closed) {
      parser.feed(bytes);
    }
  }

  /** The body is complete: makes the object and the row, or finds the video that has the bytes. */
  synchronized Registration finish() throws IOException {
    parser.finish();
    ReceivedFile file = parts.file();
    if (file == null || (file.bytes() == 0 && file.name().isEmpty())) {
      throw new ProblemException(
          ProblemCode.UPLOAD_NO_FILE, "file: missing (expected: a part `file` with a filename)");
    }
    if (file.bytes() == 0) {
      throw new ProblemException(
          ProblemCode.UPLOAD_EMPTY, "file: 0 bytes (expected: a video of at least one byte)");
    }
    String key = VideoObjects.source(id);
    NewVideo video = describe(key, file);
    file.commit();
    // when this throws the row may be there all the same: the sweep of orphans looks later
    Registration registration = registrar.register(video);
    if (!registration.created()) {
      objects.delete(key);
    }
    return registration;
  }

  private NewVideo describe(String key, ReceivedFile file) {
    UploadFields fields = parts.fields();
    String name = fields.name();
    return new NewVideo(
        id,
        name != null ? name : FileName.display(file.name()),
        key,
        file.bytes(),
        file.sha256(),
        fields.recordedAt(),
        fields.tags(),
        fields.task(),
        fields.sampling());
  }

  /** Leaves nothing behind, unless {@link #finish} is through. */
  synchronized void close() throws IOException {
    closed = true;
    parts.close();
  }
}
