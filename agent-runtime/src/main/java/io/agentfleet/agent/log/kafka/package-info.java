/** Publishing on Kafka. */
@NullMarked
package io.agentfleet.agent.log.kafka;

import org.jspecify.annotations.NullMarked;
