/** In-memory views and sample events for tests. */
@NullMarked
package io.agentfleet.taskapi.fake;

import org.jspecify.annotations.NullMarked;
