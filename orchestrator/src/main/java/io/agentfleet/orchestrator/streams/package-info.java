/** The flow on Kafka Streams: topology, settings, start and stop. */
@NullMarked
package io.agentfleet.orchestrator.streams;

import org.jspecify.annotations.NullMarked;
