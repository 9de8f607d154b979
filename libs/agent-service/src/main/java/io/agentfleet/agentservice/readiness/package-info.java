/** When an agent service is ready. */
@NullMarked
package io.agentfleet.agentservice.readiness;

import org.jspecify.annotations.NullMarked;
