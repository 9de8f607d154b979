/** A random run of faults under load, as a program. */
@NullMarked
package io.agentfleet.faults.soak;

import org.jspecify.annotations.NullMarked;
