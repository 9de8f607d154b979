/** What a service shows of itself when it calls another. */
@NullMarked
package io.agentfleet.access.client;

import org.jspecify.annotations.NullMarked;
