/** What becomes of a task, as events, and their JSON form. */
@NullMarked
package io.agentfleet.taskmodel.event;

import org.jspecify.annotations.NullMarked;
