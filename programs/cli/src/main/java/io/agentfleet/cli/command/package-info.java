/** The commands of ./fleet. */
@NullMarked
package io.agentfleet.cli.command;

import org.jspecify.annotations.NullMarked;
