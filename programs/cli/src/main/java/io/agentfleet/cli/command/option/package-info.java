/** Options that commands share. */
@NullMarked
package io.agentfleet.cli.command.option;

import org.jspecify.annotations.NullMarked;
