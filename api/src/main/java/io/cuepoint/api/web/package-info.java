/** What holds for every request: threads, headers, JSON. */
@NullMarked
package io.cuepoint.api.web;

import org.jspecify.annotations.NullMarked;
