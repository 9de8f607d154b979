/** Commands for tasks and their data. */
@NullMarked
package io.agentfleet.cli.command.task;

import org.jspecify.annotations.NullMarked;
