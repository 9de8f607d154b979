/** Moments at which a process can be held. Knows files, nothing else. */
@NullMarked
package io.agentfleet.failpoints.point;

import org.jspecify.annotations.NullMarked;
