/** What is told of tasks, on its way from the log into the views. */
@NullMarked
package io.agentfleet.orchestrator.view;

import org.jspecify.annotations.NullMarked;
