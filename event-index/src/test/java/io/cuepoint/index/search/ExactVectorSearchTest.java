package io.cuepoint.index.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExactVectorSearchTest extends EventSearchContract {
  @Override
  String pgvector() {
    return "unused";
  }

  @Test
  void saysWhy() {
    assertThat(vectors()).isInstanceOf(ExactVectorSearch.class);
    assertThat(vectors().describe()).startsWith("exact in the service: ").hasSizeGreaterThan(25);
  }
}
