package io.cuepoint.object;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/**
 * An object being written, in memory for one part of it. What fits into one part is put at once;
 * more goes out part by part, and is an object once all are there.
 */
final class S3Upload implements ObjectUpload {
  private static final Logger log = LoggerFactory.getLogger(S3Upload.class);
  private static final int FIRST_BUFFER = 1 << 16;
  private static final int MAX_PARTS = 10_000;
  private static final String TYPE = "application/octet-stream";

  private final S3Client client;
  private final String bucket;
  private final String name;
  private final int partSize;
  private final List<CompletedPart> parts = new ArrayList<>();
  private byte[] part = new byte[FIRST_BUFFER];
  private int filled;
  private @Nullable String uploadId;
  private boolean open = true;

  S3Upload(S3Client client, String bucket, String name, int partSize) {
    this.client = client;
    this.bucket = bucket;
    this.name = name;
    this.partSize = partSize;
  }

  @Override
  public int write(ByteBuffer bytes) throws IOException {
    if (!open) {
      throw new ClosedChannelException();
    }
    if (filled == partSize) {
      sendPart();
    }
    int taken = Math.min(bytes.remaining(), partSize - filled);
    if (filled + taken > part.length) {
      int room = Math.max(filled + taken, Math.min(partSize, 2 * part.length));
      part = Arrays.copyOf(part, room);
    }
    bytes.get(part, filled, taken);
    filled += taken;
    return taken;
  }

  @Override
  public void commit() throws IOException {
    if (!open) {
      throw new ClosedChannelException();
    }
    try {
      if (uploadId == null) {
        S3Failure.translating(
            "put " + name, () -> client.putObject(r -> r.bucket(bucket).key(name), body()));
      } else {
        sendPart();
        S3Failure.translating(
            "complete " + name,
            () ->
                client.completeMultipartUpload(
                    r ->
                        r.bucket(bucket)
                            .key(name)
                            .uploadId(uploadId)
                            .multipartUpload(all -> all.parts(parts))));
        uploadId = null;
      }
    } finally {
      close();
    }
  }

  private void sendPart() throws IOException {
    if (parts.size() == MAX_PARTS) {
      throw new IOException(
          "object store: %s has more than %d parts of %d bytes (expected: a larger part-size)"
              .formatted(name, MAX_PARTS, partSize));
    }
    if (uploadId == null) {
      uploadId =
          S3Failure.translating(
              "begin " + name,
              () -> client.createMultipartUpload(r -> r.bucket(bucket).key(name)).uploadId());
    }
    int number = parts.size() + 1;
    String etag =
        S3Failure.translating(
            "part " + number + " of " + name,
            () ->
                client
                    .uploadPart(
                        r -> r.bucket(bucket).key(name).uploadId(uploadId).partNumber(number),
                        body())
                    .eTag());
    parts.add(CompletedPart.builder().partNumber(number).eTag(etag).build());
    filled = 0;
  }

  /** What is in the buffer, readable again when a request is tried again. */
  private RequestBody body() {
    byte[] bytes = part;
    int length = filled;
    return RequestBody.fromContentProvider(
        () -> new ByteArrayInputStream(bytes, 0, length), length, TYPE);
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  @Override
  public void close() {
    open = false;
    part = new byte[0];
    String begun = uploadId;
    uploadId = null;
    if (begun != null) {
      try {
        client.abortMultipartUpload(r -> r.bucket(bucket).key(name).uploadId(begun));
      } catch (SdkException e) {
        log.info("the parts of {} are cleared away later: {}", name, e.toString());
      }
    }
  }
}
