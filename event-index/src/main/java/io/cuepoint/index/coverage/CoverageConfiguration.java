package io.cuepoint.index.coverage;

import io.cuepoint.queue.ContractJson;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** The coverage ledger. */
@Configuration(proxyBeanMethods = false)
public class CoverageConfiguration {
  @Bean
  CoverageLedger coverageLedger(JdbcClient jdbc, PlatformTransactionManager transactions) {
    TransactionTemplate snapshot = new TransactionTemplate(transactions);
    snapshot.setReadOnly(true);
    snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    return new PostgresCoverageLedger(jdbc, snapshot, ContractJson.mapper());
  }
}
