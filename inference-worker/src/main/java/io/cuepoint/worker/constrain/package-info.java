/** Keeps what a model writes within a JSON schema, byte by byte. */
@NullMarked
package io.cuepoint.worker.constrain;

import org.jspecify.annotations.NullMarked;
