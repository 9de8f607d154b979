/** What is offered in a drill only: a tool whose effects can be counted. */
@NullMarked
package io.agentfleet.executor.drill;

import org.jspecify.annotations.NullMarked;
