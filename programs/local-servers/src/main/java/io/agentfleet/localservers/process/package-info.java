/** How any server runs as a process: its launch, its ports, its readiness, its end. */
@NullMarked
package io.agentfleet.localservers.process;

import org.jspecify.annotations.NullMarked;
