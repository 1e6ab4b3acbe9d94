/** Videos coming in: a multipart body streamed straight into the object store. */
@NullMarked
package io.cuepoint.api.upload;

import org.jspecify.annotations.NullMarked;
