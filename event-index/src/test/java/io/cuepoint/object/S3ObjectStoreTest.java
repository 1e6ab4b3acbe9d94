package io.cuepoint.object;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cuepoint.testservers.CountingProxy;
import io.cuepoint.testservers.S3Mock;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.util.unit.DataSize;

class S3ObjectStoreTest extends ObjectStoreContract {
  private static final int PART = 5 << 20;
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private static S3Mock mock;
  private static CountingProxy proxy;
  private static int runs;

  private S3Place place;
  private S3ObjectStore store;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    mock = S3Mock.start(folder);
    proxy = new CountingProxy(mock.endpoint());
  }

  @AfterAll
  static void stop() throws IOException {
    proxy.close();
    mock.close();
  }

  @BeforeEach
  void open() throws IOException {
    place = S3Place.parse(S3Mock.BUCKET + "/run-" + runs++);
    store = new S3ObjectStore(place, properties(null), Clock.systemUTC());
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Override
  ObjectStore store() {
    return store;
  }

  @Test
  void writesAndReadsALargeObjectInParts() throws IOException {
    byte[] bytes = random(2 * PART + 12_345);
    put("large", bytes);
    assertThat(store.find("large").orElseThrow().bytes()).isEqualTo(bytes.length);
    try (SeekableByteChannel channel = store.open("large")) {
      assertThat(Channels.newInputStream(channel).readAllBytes()).isEqualTo(bytes);
    }
  }

  @Test
  void leavesNoPartsOfAnUploadThatIsClosed() throws IOException {
    try (ObjectUpload upload = store.begin("broken-off")) {
      write(upload, random(PART + 1));
      assertThat(unfinished()).isEqualTo(1);
    }
    assertThat(unfinished()).isZero();
    assertThat(store.find("broken-off")).isEmpty();
  }

  @Test
  void breaksOffWhatAKilledProcessLeftOnceItIsOld() throws IOException {
    write(store.begin("left"), random(PART + 1));
    store.tidy();
    assertThat(unfinished()).isEqualTo(1);
    Clock later = Clock.offset(Clock.system(ZoneOffset.UTC), Duration.ofHours(25));
    try (S3ObjectStore aDayLater = new S3ObjectStore(place, properties(null), later)) {
      aDayLater.tidy();
    }
    assertThat(unfinished()).isZero();
  }

  @Test
  void readsFromAnyPositionAndFetchesLittleMoreThanIsRead() throws IOException {
    byte[] bytes = random(40 << 20);
    put("film", bytes);
    proxy.takeReceived();
    try (SeekableByteChannel channel = store.open("film")) {
      for (int position : new int[] {bytes.length - 1000, 20 << 20, 7}) {
        ByteBuffer read = ByteBuffer.allocate(1000);
        channel.position(position);
        while (read.hasRemaining() && channel.read(read) >= 0) {}
        assertThat(read.flip()).isEqualTo(ByteBuffer.wrap(bytes, position, 1000));
      }
    }
    assertThat(proxy.takeReceived()).isLessThan(2 << 20);
  }

  @Test
  void goesOnWhereAConnectionBroke() throws IOException {
    byte[] bytes = random(3 << 20);
    put("film", bytes);
    try (SeekableByteChannel channel = store.open("film")) {
      proxy.breakAfter(1 << 20);
      assertThat(Channels.newInputStream(channel).readAllBytes()).isEqualTo(bytes);
    }
  }

  @Test
  void failsWhenTheBytesAreReplacedWhileTheyAreRead() throws IOException {
    put("film", random(2 << 20));
    try (SeekableByteChannel channel = store.open("film")) {
      put("film", random(1 << 20));
      assertThatThrownBy(() -> channel.read(ByteBuffer.allocate(10)))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("412");
    }
  }

  @Test
  void relaysRangesToThisHost() throws Exception {
    byte[] bytes = random(1 << 20);
    put("videos/1/source", bytes);
    URI location = URI.create(store.location("videos/1/source"));
    HttpResponse<byte[]> part = get(location, "bytes=1000-1999");
    assertThat(part.statusCode()).isEqualTo(206);
    assertThat(part.headers().firstValue("Content-Range")).contains("bytes 1000-1999/1048576");
    assertThat(ByteBuffer.wrap(part.body())).isEqualTo(ByteBuffer.wrap(bytes, 1000, 1000));
    assertThat(get(location, "bytes=0-").body()).isEqualTo(bytes);
    assertThat(get(location, "bytes=1048576-").statusCode()).isEqualTo(416);
    assertThat(get(URI.create(store.location("none")), "bytes=0-").statusCode()).isEqualTo(404);
    assertThat(get(location.resolve("/videos/1/source"), "bytes=0-").statusCode()).isEqualTo(404);
  }

  @Test
  void relayBreaksTheConnectionWhenTheStoreIsGone() throws IOException {
    S3Properties nowhere = properties(URI.create("http://127.0.0.1:1"));
    try (S3ObjectStore gone = new S3ObjectStore(place, nowhere, Clock.systemUTC())) {
      assertThatThrownBy(() -> get(URI.create(gone.location("a")), "bytes=0-"))
          .isInstanceOf(IOException.class);
      assertThatThrownBy(gone::check)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("bucket " + S3Mock.BUCKET);
    }
  }

  @Test
  void signsLinksThatTellTypeAndName() throws Exception {
    put("videos/1/source", "moving".getBytes(UTF_8));
    URI link =
        store.link("videos/1/source", "video/mp4", "inline; filename=\"a.mp4\"").orElseThrow();
    assertThat(link.toString()).startsWith(proxy.endpoint().toString()).contains("X-Amz-Expires=");
    HttpResponse<byte[]> answer = get(link, "bytes=2-");
    assertThat(new String(answer.body(), UTF_8)).isEqualTo("ving");
    assertThat(answer.headers().firstValue("Content-Type")).contains("video/mp4");
  }

  @Test
  void waitsAtTheStartForTheBucketAndNamesIt() {
    new ApplicationContextRunner()
        .withUserConfiguration(ObjectConfiguration.class)
        .withPropertyValues(
            "cuepoint.objects=s3://no-such-bucket/x",
            "cuepoint.s3.endpoint=" + mock.endpoint(),
            "cuepoint.s3.access-key=any",
            "cuepoint.s3.secret-key=any",
            "cuepoint.s3.start-timeout=2s")
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .rootCause()
                    .hasMessageContaining("(Service: S3, Status Code: 404"));
  }

  private long unfinished() throws IOException {
    try (var client = new S3Connection(properties(null)).client()) {
      return client
          .listMultipartUploads(r -> r.bucket(S3Mock.BUCKET).prefix(place.prefix()))
          .uploads()
          .size();
    }
  }

  private void put(String key, byte[] bytes) throws IOException {
    try (ObjectUpload upload = store.begin(key)) {
      write(upload, bytes);
      upload.commit();
    }
  }

  private static void write(ObjectUpload upload, byte[] bytes) throws IOException {
    for (ByteBuffer left = ByteBuffer.wrap(bytes); left.hasRemaining(); ) {
      upload.write(left);
    }
  }

  private static HttpResponse<byte[]> get(URI address, String range)
      throws IOException, InterruptedException {
    return HTTP.send(
        HttpRequest.newBuilder(address).header("Range", range).build(), BodyHandlers.ofByteArray());
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  private static S3Properties properties(URI endpoint) {
    URI at = endpoint == null ? proxy.endpoint() : endpoint;
    return new S3Properties(
        at,
        null,
        null,
        "any",
        "any",
        null,
        DataSize.ofBytes(PART),
        at,
        Duration.ofHours(6),
        Duration.ofSeconds(20),
        Duration.ofMinutes(2),
        Duration.ofDays(1));
  }
}
