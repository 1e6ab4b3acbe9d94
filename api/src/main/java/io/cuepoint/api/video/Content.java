package io.cuepoint.api.video;

import io.cuepoint.api.problem.ProblemCode;
import io.cuepoint.api.problem.ProblemException;
import io.cuepoint.object.ObjectLinks;
import io.cuepoint.object.ObjectStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferFactory;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.MediaType;
import reactor.core.publisher.Flux;
import reactor.core.publisher.SynchronousSink;
import reactor.core.scheduler.Scheduler;

/**
 * The bytes of an object, to be sent.
 *
 * @param size in bytes
 */
record Content(ObjectStore objects, String key, long size, MediaType type) {
  /** Small, because the connection asks for up to 128 of them ahead of a slow client. */
  private static final int PIECE = 16 * 1024;

  /**
   * The content of {@code key}. Blocking.
   *
   * @throws ProblemException when there is none
   */
  static Content of(ObjectStore objects, String key) throws IOException {
    try (SeekableByteChannel channel = objects.open(key)) {
      ByteBuffer head = ByteBuffer.allocate(ContainerType.HEAD);
      while (head.hasRemaining() && channel.read(head) >= 0) {}
      byte[] bytes = new byte[head.flip().remaining()];
      head.get(bytes);
      return new Content(objects, key, channel.size(), ContainerType.of(bytes));
    } catch (NoSuchFileException e) {
      throw missing(e);
    }
  }

  /** Where clients read it themselves; empty where they are to read it here. */
  Optional<URI> link(String disposition) {
    if (!(objects instanceof ObjectLinks links)) {
      return Optional.empty();
    }
    try {
      return links.link(key, type.toString(), disposition);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The bytes of {@code range}, read as they are asked for and never on the asking thread. */
  Flux<DataBuffer> read(ByteRange range, DataBufferFactory buffers, Scheduler blocking) {
    return Flux.generate(
            () -> open(range.start()),
            (SeekableByteChannel channel, SynchronousSink<DataBuffer> sink) -> {
              next(channel, range.end(), buffers, sink);
              return channel;
            },
            Content::close)
        .subscribeOn(blocking)
        .doOnDiscard(DataBuffer.class, DataBufferUtils::release);
  }

  private SeekableByteChannel open(long position) throws IOException {
    try {
      return objects.open(key).position(position);
    } catch (NoSuchFileException e) {
      throw missing(e);
    }
  }

  private static void next(
      SeekableByteChannel channel,
      long end,
      DataBufferFactory buffers,
      SynchronousSink<DataBuffer> sink) {
    DataBuffer piece = buffers.allocateBuffer(PIECE);
    try {
      int wanted = (int) Math.min(PIECE, end - channel.position());
      int read;
      try (DataBuffer.ByteBufferIterator room = piece.writableByteBuffers()) {
        read = channel.read(room.next().limit(wanted));
      }
      if (read <= 0) {
        DataBufferUtils.release(piece);
        sink.complete();
        return;
      }
      sink.next(piece.writePosition(read));
      if (channel.position() >= end) {
        sink.complete();
      }
    } catch (IOException e) {
      DataBufferUtils.release(piece);
      sink.error(e);
    }
  }

  private static void close(SeekableByteChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ProblemException missing(NoSuchFileException cause) {
    return new ProblemException(
        ProblemCode.CONTENT_MISSING, "the video's bytes are no longer in the object store", cause);
  }
}
