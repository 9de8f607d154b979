/** Kafka: connection settings, the producer of the log, and the reader that follows a topic. */
@NullMarked
package io.agentfleet.messaging.kafka;

import org.jspecify.annotations.NullMarked;
