/**
 * The durable flow: one Kafka Streams processor, one store of sessions, one place where records
 * become events and one where effects become records.
 */
@NullMarked
package io.agentfleet.orchestrator.flow;

import org.jspecify.annotations.NullMarked;
