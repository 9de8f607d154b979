/** Sample tasks for tests. */
@NullMarked
package io.agentfleet.taskmodel.fake;

import org.jspecify.annotations.NullMarked;
