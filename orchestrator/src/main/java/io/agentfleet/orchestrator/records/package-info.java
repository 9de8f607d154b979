/** Kafka records as events of sessions, and actions as records. */
@NullMarked
package io.agentfleet.orchestrator.records;

import org.jspecify.annotations.NullMarked;
