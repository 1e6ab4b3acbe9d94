/** Whether what all services stand on answers. */
@NullMarked
package io.cuepoint.health;

import org.jspecify.annotations.NullMarked;
