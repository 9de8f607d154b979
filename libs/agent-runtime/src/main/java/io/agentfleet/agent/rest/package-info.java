/** The REST API: tasks, runs, event streams, problems, readiness. */
@NullMarked
package io.agentfleet.agent.rest;

import org.jspecify.annotations.NullMarked;
