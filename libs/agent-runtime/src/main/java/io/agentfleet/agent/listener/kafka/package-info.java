/** Orders about running tasks, read from Kafka. */
@NullMarked
package io.agentfleet.agent.listener.kafka;

import org.jspecify.annotations.NullMarked;
