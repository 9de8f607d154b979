/** Submitted tasks and cancellations as Kafka records. */
@NullMarked
package io.agentfleet.taskapi.service.kafka;

import org.jspecify.annotations.NullMarked;
