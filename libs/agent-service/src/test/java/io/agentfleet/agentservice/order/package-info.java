/** Two processes of one agent share its tasks. */
@NullMarked
package io.agentfleet.agentservice.order;

import org.jspecify.annotations.NullMarked;
