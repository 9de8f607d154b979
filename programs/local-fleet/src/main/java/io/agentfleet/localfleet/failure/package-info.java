/** How a command ends when it cannot do what was asked. */
@NullMarked
package io.agentfleet.localfleet.failure;

import org.jspecify.annotations.NullMarked;
