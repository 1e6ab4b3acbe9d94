package io.cuepoint.api.upload;

import static java.util.Objects.requireNonNull;

import io.cuepoint.api.problem.ProblemCode;
import io.cuepoint.api.problem.ProblemException;
import io.cuepoint.api.query.Text;
import io.cuepoint.object.ObjectStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;

/** The parts of an upload: one file, and fields before or after it. */
final class ReceivedParts implements MultipartParser.Parts {
  private static final int FIELD_LIMIT = 16 * 1024;

  private final ObjectStore objects;
  private final String key;
  private final long maxBytes;
  private final UploadFields fields = new UploadFields();
  private final ByteArrayOutputStream value = new ByteArrayOutputStream();
  private @Nullable ReceivedFile file;
  private @Nullable String field;

  /**
   * Parts of which nothing has come yet.
   *
   * @param key under which the file is kept
   */
  ReceivedParts(ObjectStore objects, String key, long maxBytes) {
    this.objects = objects;
    this.key = key;
    this.maxBytes = maxBytes;
  }

  UploadFields fields() {
    return fields;
  }

  @Nullable ReceivedFile file() {
    return file;
  }

  @Override
  public void begin(HttpHeaders headers) throws IOException {
    ContentDisposition disposition = headers.getContentDisposition();
    String name = disposition.getName();
    if (name == null) {
      throw MultipartParser.malformed("a part without a name (expected: form-data; name=...)");
    }
    String fileName = disposition.getFilename();
    if (fileName == null) {
      UploadFields.checkKnown(name);
      field = name;
      value.reset();
    } else if (!name.equals("file")) {
      throw UploadFields.unknown(name);
    } else if (file != null) {
      throw new ProblemException(
          ProblemCode.UPLOAD_SEVERAL_FILES, "file: a second one (expected: one file an upload)");
    } else {
      file = new ReceivedFile(fileName, objects.begin(key), maxBytes);
    }
  }

  @Override
  public void content(ByteBuffer bytes) throws IOException {
    if (field == null) {
      requireNonNull(file).write(bytes);
      return;
    }
    if (value.size() + bytes.remaining() > FIELD_LIMIT) {
      throw MultipartParser.malformed(
          "field %s over %d bytes".formatted(Text.shown(field), FIELD_LIMIT));
    }
    byte[] piece = new byte[bytes.remaining()];
    bytes.get(piece);
    value.writeBytes(piece);
  }

  @Override
  public void end() {
    if (field != null) {
      fields.set(field, value.toString(StandardCharsets.UTF_8));
      field = null;
    }
  }

  void close() throws IOException {
    if (file != null) {
      file.close();
    }
  }
}
