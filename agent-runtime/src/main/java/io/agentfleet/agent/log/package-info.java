/**
 * The port to the log that every event is published on; the Kafka adapter lives in {@code kafka}.
 */
@NullMarked
package io.agentfleet.agent.log;

import org.jspecify.annotations.NullMarked;
