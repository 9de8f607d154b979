/** Orders about running tasks, read from Kafka. */
@NullMarked
package io.agentfleet.agent.task.kafka;

import org.jspecify.annotations.NullMarked;
