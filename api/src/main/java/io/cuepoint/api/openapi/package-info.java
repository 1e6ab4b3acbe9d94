/** The description of the HTTP interface, for programs (OpenAPI). */
@NullMarked
package io.cuepoint.api.openapi;

import org.jspecify.annotations.NullMarked;
