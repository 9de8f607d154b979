/** The service put together: beans, start and stop, readiness. */
@NullMarked
package io.agentfleet.orchestrator.service;

import org.jspecify.annotations.NullMarked;
