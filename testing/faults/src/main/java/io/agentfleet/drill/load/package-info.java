/** Tasks put on the log, what became of them, and the promises about both. */
@NullMarked
package io.agentfleet.drill.load;

import org.jspecify.annotations.NullMarked;
