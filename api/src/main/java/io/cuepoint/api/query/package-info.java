/** Query parameters, read strictly: nothing misspelt, repeated or malformed passes. */
@NullMarked
package io.cuepoint.api.query;

import org.jspecify.annotations.NullMarked;
