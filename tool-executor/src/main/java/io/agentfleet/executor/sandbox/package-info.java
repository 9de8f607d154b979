/** What a tool is, and the bounds of time, number and folder within which it runs. Pure. */
@NullMarked
package io.agentfleet.executor.sandbox;

import org.jspecify.annotations.NullMarked;
