/** Kafka's and Postgres's own servers, started by this process, for standalone mode and tests. */
@NullMarked
package io.cuepoint.embedded;

import org.jspecify.annotations.NullMarked;
