/** The way of one call: guards, breaker, bulkhead, endpoint, size cap, audit. */
@NullMarked
package io.agentfleet.tools.gateway;

import org.jspecify.annotations.NullMarked;
