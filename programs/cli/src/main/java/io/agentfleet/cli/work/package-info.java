/** What commands do together: bring the fleet up, look at it, follow a task, run all tests. */
@NullMarked
package io.agentfleet.cli.work;

import org.jspecify.annotations.NullMarked;
