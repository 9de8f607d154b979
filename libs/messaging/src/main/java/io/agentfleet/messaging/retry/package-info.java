/** Waiting for a server that is away. */
@NullMarked
package io.agentfleet.messaging.retry;

import org.jspecify.annotations.NullMarked;
