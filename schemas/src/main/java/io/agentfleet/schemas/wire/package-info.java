/** How events become bytes and back, and what a dead letter looks like. */
@NullMarked
package io.agentfleet.schemas.wire;

import org.jspecify.annotations.NullMarked;
