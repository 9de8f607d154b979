/** Dead letters: read straight from the log, shown, sent on their way again, or put aside. */
@NullMarked
package io.agentfleet.cli.deadletter;

import org.jspecify.annotations.NullMarked;
