/** The route that reports costs. */
@NullMarked
package io.agentfleet.orchestrator.ledger.rest;

import org.jspecify.annotations.NullMarked;
