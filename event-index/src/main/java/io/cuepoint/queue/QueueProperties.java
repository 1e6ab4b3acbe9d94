package io.cuepoint.queue;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The property {@code cuepoint.queue}.
 *
 * @param queue {@code auto}, {@code share-group} or {@code consumer-group}
 */
@ConfigurationProperties("cuepoint")
record QueueProperties(@DefaultValue("auto") QueueMode queue) {}
