/**
 * Plans tasks and executes their plans. Packages in import order: plan, session, machine, records,
 * directory, flow, streams, planner, synchronous, rebuild, trace, service.
 */
@NullMarked
package io.agentfleet.orchestrator;

import org.jspecify.annotations.NullMarked;
