package io.cuepoint.index;

import io.cuepoint.index.search.SearchConfiguration;
import io.cuepoint.index.store.StoreConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Brings the database up to date, pgvector's part too, and ends. */
@Configuration(proxyBeanMethods = false)
@Import({StoreConfiguration.class, SearchConfiguration.class})
class MigrationApplication {}
