/**
 * What is told about a task while it runs and after: events, and the view folded from them. Pure;
 * storage in {@code redis}.
 */
@NullMarked
package io.agentfleet.agent.view;

import org.jspecify.annotations.NullMarked;
