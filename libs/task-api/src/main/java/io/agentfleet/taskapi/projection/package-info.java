/** Projects events from Kafka into task views. */
@NullMarked
package io.agentfleet.taskapi.projection;

import org.jspecify.annotations.NullMarked;
