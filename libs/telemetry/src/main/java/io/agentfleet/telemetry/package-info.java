/** How every service logs: keys, scopes, levels. */
@NullMarked
package io.agentfleet.telemetry;

import org.jspecify.annotations.NullMarked;
