/** Time types and Kafka messages: the vocabulary of all services, on nothing but the JDK. */
@NullMarked
package io.cuepoint.contract;

import org.jspecify.annotations.NullMarked;
