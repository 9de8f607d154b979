/** The words of a task, without any framework. */
@NullMarked
package io.agentfleet.taskmodel;

import org.jspecify.annotations.NullMarked;
