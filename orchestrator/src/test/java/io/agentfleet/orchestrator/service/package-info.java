/** Tests of the package {@code service}. */
@NullMarked
package io.agentfleet.orchestrator.service;

import org.jspecify.annotations.NullMarked;
