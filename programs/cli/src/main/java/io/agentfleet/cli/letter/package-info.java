/** Dead letters: read straight from the log, shown, sent on their way again, or put aside. */
@NullMarked
package io.agentfleet.cli.letter;

import org.jspecify.annotations.NullMarked;
