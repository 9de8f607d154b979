/** The executor's side of its workers: starts, binds, asks and ends them. */
@NullMarked
package io.agentfleet.executor.pool;

import org.jspecify.annotations.NullMarked;
