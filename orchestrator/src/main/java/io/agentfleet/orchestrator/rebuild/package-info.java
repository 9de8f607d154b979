/** The route that orders a rebuild of the views. */
@NullMarked
package io.agentfleet.orchestrator.rebuild;

import org.jspecify.annotations.NullMarked;
