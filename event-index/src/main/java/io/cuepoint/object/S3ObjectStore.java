package io.cuepoint.object;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.NoSuchFileException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Objects in a bucket of Amazon S3 or of a store that speaks its language. */
final class S3ObjectStore implements ObjectStore, ObjectLinks, S3Ranges, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(S3ObjectStore.class);

  private final S3Place place;
  private final S3Properties properties;
  private final Clock clock;
  private final S3Client client;
  private final S3Presigner presigner;
  private final S3Relay relay;

  /** Nothing is asked of the store yet. */
  S3ObjectStore(S3Place place, S3Properties properties, Clock clock) throws IOException {
    this.place = place;
    this.properties = properties;
    this.clock = clock;
    S3Connection connection = new S3Connection(properties);
    this.client = connection.client();
    this.presigner = connection.presigner();
    this.relay = new S3Relay(this);
  }

  @Override
  public ObjectUpload begin(String key) {
    return new S3Upload(
        client, place.bucket(), place.name(key), Math.toIntExact(properties.partSize().toBytes()));
  }

  @Override
  public Optional<StoredObject> find(String key) throws IOException {
    return head(key).map(found -> object(key, found));
  }

  @Override
  public SeekableByteChannel open(String key) throws IOException {
    HeadObjectResponse found = present(key);
    return new S3Channel(this, object(key, found), found.eTag());
  }

  /** The object as it is now: what {@link #open(String, String, long, long)} holds to. */
  HeadObjectResponse present(String key) throws IOException {
    return head(key).orElseThrow(() -> new NoSuchFileException(key));
  }

  private Optional<HeadObjectResponse> head(String key) throws IOException {
    String name = place.name(key);
    try {
      return Optional.of(client.headObject(r -> r.bucket(place.bucket()).key(name)));
    } catch (SdkException e) {
      if (S3Failure.missing(e)) {
        return Optional.empty();
      }
      throw S3Failure.of("look for " + name, e);
    }
  }

  private static StoredObject object(String key, HeadObjectResponse found) {
    return new StoredObject(key, found.contentLength(), found.lastModified());
  }

  @Override
  public InputStream open(String key, String etag, long start, long end) throws IOException {
    String name = place.name(key);
    return S3Failure.translating(
        "read " + name,
        () ->
            new S3RangeStream(
                client.getObject(
                    r ->
                        r.bucket(place.bucket())
                            .key(name)
                            .ifMatch(etag)
                            .range("bytes=" + start + "-" + (end - 1))),
                end - start));
  }

  @Override
  public String location(String key) {
    return relay.address(ObjectKey.check(key));
  }

  @Override
  public Optional<URI> link(String key, String contentType, String disposition) throws IOException {
    if (!properties.links()) {
      return Optional.empty();
    }
    String name = place.name(key);
    return S3Failure.translating(
        "sign " + name,
        () ->
            Optional.of(
                URI.create(
                    presigner
                        .presignGetObject(
                            link ->
                                link.signatureDuration(properties.linkValidity())
                                    .getObjectRequest(
                                        r ->
                                            r.bucket(place.bucket())
                                                .key(name)
                                                .responseContentType(contentType)
                                                .responseContentDisposition(disposition)))
                        .url()
                        .toString())));
  }

  @Override
  public boolean delete(String key) throws IOException {
    if (head(key).isEmpty()) {
      return false;
    }
    String name = place.name(key);
    S3Failure.translating(
        "delete " + name, () -> client.deleteObject(r -> r.bucket(place.bucket()).key(name)));
    return true;
  }

  @Override
  public long deleteAll(String prefix) throws IOException {
    String below = place.name(ObjectKey.prefix(prefix)) + "/";
    long deleted = 0;
    try {
      for (ListObjectsV2Response page : pages(below)) {
        if (!page.contents().isEmpty()) {
          delete(page.contents());
          deleted += page.contents().size();
        }
      }
    } catch (SdkException e) {
      throw S3Failure.of("delete all below " + below, e);
    }
    return deleted;
  }

  private void delete(List<S3Object> objects) throws IOException {
    List<ObjectIdentifier> names =
        objects.stream().map(each -> ObjectIdentifier.builder().key(each.key()).build()).toList();
    var refused =
        client
            .deleteObjects(
                r -> r.bucket(place.bucket()).delete(all -> all.objects(names).quiet(true)))
            .errors();
    if (!refused.isEmpty()) {
      throw new IOException(
          "object store: %d objects are not deleted, %s: %s"
              .formatted(refused.size(), refused.get(0).key(), refused.get(0).code()));
    }
  }

  @Override
  public void each(String prefix, Visitor visitor) throws IOException {
    String below = place.name(ObjectKey.prefix(prefix)) + "/";
    try {
      for (ListObjectsV2Response page : pages(below)) {
        for (S3Object found : page.contents()) {
          visitor.visit(
              new StoredObject(place.key(found.key()), found.size(), found.lastModified()));
        }
      }
    } catch (SdkException e) {
      throw S3Failure.of("list " + below, e);
    }
  }

  /** Each is asked for when it is wanted; a thousand objects at most. */
  private Iterable<ListObjectsV2Response> pages(String below) {
    return client.listObjectsV2Paginator(r -> r.bucket(place.bucket()).prefix(below));
  }

  @Override
  public void check() throws IOException {
    S3Failure.translating(
        "bucket " + place.bucket(), () -> client.headBucket(r -> r.bucket(place.bucket())));
  }

  @Override
  public void tidy() throws IOException {
    Instant latest = clock.instant().minus(properties.abandonedAfter());
    try {
      client
          .listMultipartUploadsPaginator(r -> r.bucket(place.bucket()).prefix(place.prefix()))
          .uploads()
          .stream()
          .filter(upload -> upload.initiated().isBefore(latest))
          .forEach(this::breakOff);
    } catch (SdkException e) {
      throw S3Failure.of("list unfinished uploads", e);
    }
  }

  private void breakOff(MultipartUpload upload) {
    log.info("an upload to {} of {} is broken off", upload.key(), upload.initiated());
    client.abortMultipartUpload(
        r -> r.bucket(place.bucket()).key(upload.key()).uploadId(upload.uploadId()));
  }

  @Override
  public void close() {
    relay.close();
    presigner.close();
    client.close();
  }
}
