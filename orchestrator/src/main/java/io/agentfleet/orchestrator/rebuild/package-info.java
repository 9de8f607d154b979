/** The route that orders a rebuild of what Redis holds: views and costs. */
@NullMarked
package io.agentfleet.orchestrator.rebuild;

import org.jspecify.annotations.NullMarked;
