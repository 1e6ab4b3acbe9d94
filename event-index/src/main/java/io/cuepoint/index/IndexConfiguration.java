package io.cuepoint.index;

import io.cuepoint.index.coverage.CoverageConfiguration;
import io.cuepoint.index.search.SearchConfiguration;
import io.cuepoint.index.store.StoreConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** What a service needs to read the index and to register videos: store, search and coverage. */
@Configuration(proxyBeanMethods = false)
@Import({StoreConfiguration.class, SearchConfiguration.class, CoverageConfiguration.class})
public class IndexConfiguration {}
