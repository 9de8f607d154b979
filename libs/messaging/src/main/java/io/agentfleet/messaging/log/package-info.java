/** The port to the log that all events are published on. */
@NullMarked
package io.agentfleet.messaging.log;

import org.jspecify.annotations.NullMarked;
