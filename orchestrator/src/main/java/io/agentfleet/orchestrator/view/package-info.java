/** Projects the events of tasks from the log into the views. */
@NullMarked
package io.agentfleet.orchestrator.view;

import org.jspecify.annotations.NullMarked;
