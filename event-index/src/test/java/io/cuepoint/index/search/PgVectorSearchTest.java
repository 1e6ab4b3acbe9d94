package io.cuepoint.index.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.cuepoint.index.TestDatabase;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PgVectorSearchTest extends EventSearchContract {
  @BeforeAll
  static void needsPgvector() {
    assumeTrue(TestDatabase.server().pgvector(), () -> TestDatabase.server().pgvectorLacking());
  }

  @Override
  String pgvector() {
    return "required";
  }

  @Test
  void saysSo() {
    assertThat(vectors()).isInstanceOf(PgVectorSearch.class);
    assertThat(vectors().describe()).isEqualTo("pgvector");
  }
}
