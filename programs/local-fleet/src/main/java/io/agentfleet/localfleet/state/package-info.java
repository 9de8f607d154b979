/** What is written down about the fleet: which processes there are, and which are wanted. */
@NullMarked
package io.agentfleet.localfleet.state;

import org.jspecify.annotations.NullMarked;
