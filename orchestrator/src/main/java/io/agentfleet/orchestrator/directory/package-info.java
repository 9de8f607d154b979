/** Which agents there are: what they announced on {@code agent.versions}. */
@NullMarked
package io.agentfleet.orchestrator.directory;

import org.jspecify.annotations.NullMarked;
