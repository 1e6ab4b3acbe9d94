/** What runs the graphs: the port that callers see, and the memory that it may take. */
@NullMarked
package io.cuepoint.worker.engine;

import org.jspecify.annotations.NullMarked;
