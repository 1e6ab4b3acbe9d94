package io.cuepoint.index.embed;

import org.springframework.jdbc.core.simple.JdbcClient;

/** A model's vectors in the database, by the number under which the model is known there. */
public record EmbeddingSpace(int model, int dimension) {
  /**
   * The space of {@code embedder}'s model, new where it was never used.
   *
   * @throws IllegalStateException when the model is known with vectors of another length
   */
  public static EmbeddingSpace of(TextEmbedder embedder, JdbcClient jdbc) {
    jdbc.sql(
            """
            insert into embedding_model (id, dimension) values (:id, :dimension)
            on conflict (id) do nothing
            """)
        .param("id", embedder.model())
        .param("dimension", embedder.dimension())
        .update();
    EmbeddingSpace space =
        jdbc.sql("select no, dimension from embedding_model where id = :id")
            .param("id", embedder.model())
            .query((row, index) -> new EmbeddingSpace(row.getInt(1), row.getInt(2)))
            .single();
    if (space.dimension() != embedder.dimension()) {
      throw new IllegalStateException(
          "embedding model "
              + embedder.model()
              + ": "
              + embedder.dimension()
              + " numbers a vector (expected: "
              + space.dimension()
              + ", as the database has them)");
    }
    return space;
  }
}
