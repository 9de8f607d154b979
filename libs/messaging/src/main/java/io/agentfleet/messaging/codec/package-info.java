/** Avro events as bytes and back, in the Confluent wire format. */
@NullMarked
package io.agentfleet.messaging.codec;

import org.jspecify.annotations.NullMarked;
