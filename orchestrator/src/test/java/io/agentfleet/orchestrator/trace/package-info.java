@NullMarked
package io.agentfleet.orchestrator.trace;

import org.jspecify.annotations.NullMarked;
