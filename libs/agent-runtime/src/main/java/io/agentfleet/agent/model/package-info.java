/**
 * The port to language models, and the gateway that every model call passes. Pure; adapters live in
 * sub-packages.
 */
@NullMarked
package io.agentfleet.agent.model;

import org.jspecify.annotations.NullMarked;
