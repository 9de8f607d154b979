/** The port to language models: requests, responses, failures, settings. Pure. */
@NullMarked
package io.agentfleet.agent.model;

import org.jspecify.annotations.NullMarked;
