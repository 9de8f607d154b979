/** Commands about language models. */
@NullMarked
package io.agentfleet.cli.command.model;

import org.jspecify.annotations.NullMarked;
