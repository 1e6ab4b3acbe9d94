/** Standalone mode: all services in one JVM, with the broker and the database inside. */
@NullMarked
package io.cuepoint.api.embedded;

import org.jspecify.annotations.NullMarked;
