/** Breaks a running fleet on purpose, and checks that its promises held. */
@NullMarked
package io.agentfleet.faults;

import org.jspecify.annotations.NullMarked;
