package io.cuepoint.index.consume;

import io.cuepoint.contract.Event;
import io.cuepoint.index.TestStore;
import io.cuepoint.index.TestVideos;
import io.cuepoint.index.embed.EmbeddingProperties;
import io.cuepoint.index.embed.EmbeddingSpace;
import io.cuepoint.index.embed.EmbeddingWorker;
import io.cuepoint.index.embed.TextEmbedder;
import io.cuepoint.index.merge.EmbeddedMeaning;
import io.cuepoint.index.merge.MergeProperties;
import io.cuepoint.index.search.VectorSearch;
import io.cuepoint.index.store.EventStore;
import io.cuepoint.index.store.EventTable;
import io.cuepoint.index.store.PageRequest;
import io.cuepoint.index.store.Video;
import io.cuepoint.index.store.VideoStore;
import io.cuepoint.queue.ContractJson;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The index on a database of its own, without a broker: messages are given by hand. */
public final class IndexFixture implements AutoCloseable {
  public final TestStore store;
  private final VideoIndexer indexer;
  private final EmbeddingWorker embedding;

  public IndexFixture(Map<String, Object> properties, Class<?>... configurations) {
    store = new TestStore(properties, configurations);
    JdbcTemplate jdbc = store.get(JdbcTemplate.class);
    TransactionTemplate transaction = store.get(TransactionTemplate.class);
    indexer =
        new VideoIndexer(
            jdbc,
            transaction,
            store.get(EventTable.class),
            new EmbeddedMeaning(store.get(TextEmbedder.class), new MergeProperties(0.85)),
            ContractJson.mapper());
    embedding =
        new EmbeddingWorker(
            store.get(TextEmbedder.class),
            jdbc,
            transaction,
            store.get(EmbeddingSpace.class),
            store.get(VectorSearch.class).pgvector(),
            new VideoProgress(JdbcClient.create(jdbc))::refresh,
            new EmbeddingProperties(null, 32));
  }

  public UUID register(String name) {
    return store.get(VideoStore.class).register(TestVideos.named(name)).video().id();
  }

  /** Applies {@code messages} together; the objects that may go. */
  public List<String> apply(UUID video, Object... messages) {
    return indexer.apply(video, List.of(messages));
  }

  /** Embeds all that is to be embedded. */
  public void embed() {
    while (embedding.embedBatch()) {
      // until nothing is left
    }
  }

  @Override
  public void close() {
    store.close();
  }

  Video video(UUID id) {
    return store.get(VideoStore.class).find(id).orElseThrow();
  }

  /** The first 200 events in time order. */
  List<Event> events(UUID video) {
    return store
        .get(EventStore.class)
        .list(new EventStore.Filter(video, null, null, null, null), new PageRequest(200, null))
        .items();
  }
}
