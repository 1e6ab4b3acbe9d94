/**
 * Reading videos in processes of their own, so that a file that crashes a native decoder, takes all
 * memory or never ends harms nothing but its own reading.
 */
@NullMarked
package io.cuepoint.ingest.isolate;

import org.jspecify.annotations.NullMarked;
