/** A task's plan: a small graph of nodes, how it is read, checked and paid for. Pure. */
@NullMarked
package io.agentfleet.orchestrator.plan;

import org.jspecify.annotations.NullMarked;
