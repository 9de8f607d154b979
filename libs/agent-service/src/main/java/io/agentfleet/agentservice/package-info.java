/** An agent as a Quarkus service: the runtime and the task API, wired together. */
@NullMarked
package io.agentfleet.agentservice;

import org.jspecify.annotations.NullMarked;
