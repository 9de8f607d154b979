/** What commands do together: bring the fleet up, look at it, follow a task, run all tests. */
@NullMarked
package io.agentfleet.cli.operations;

import org.jspecify.annotations.NullMarked;
