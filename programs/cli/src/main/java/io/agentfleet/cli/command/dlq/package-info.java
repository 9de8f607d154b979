/** Commands for dead letters. */
@NullMarked
package io.agentfleet.cli.command.dlq;

import org.jspecify.annotations.NullMarked;
