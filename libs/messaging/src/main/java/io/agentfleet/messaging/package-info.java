/** Kafka, the schema registry and Redis, as the whole fleet uses them. */
@NullMarked
package io.agentfleet.messaging;

import org.jspecify.annotations.NullMarked;
