/** Tasks put on the log, what became of them, and the invariants of both. */
@NullMarked
package io.agentfleet.faults.load;

import org.jspecify.annotations.NullMarked;
