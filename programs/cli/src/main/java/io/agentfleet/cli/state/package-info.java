/** What is written down about the fleet: which processes there are, and which are wanted. */
@NullMarked
package io.agentfleet.cli.state;

import org.jspecify.annotations.NullMarked;
