/**
 * What is asked of an agent: a task, its limits, the card of who carries it out, and the one check
 * of every submission.
 */
@NullMarked
package io.agentfleet.taskmodel.task;

import org.jspecify.annotations.NullMarked;
