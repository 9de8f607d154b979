/** An in-memory log for tests. */
@NullMarked
package io.agentfleet.messaging.fake;

import org.jspecify.annotations.NullMarked;
