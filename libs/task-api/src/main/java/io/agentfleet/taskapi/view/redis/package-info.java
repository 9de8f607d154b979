/** Task views and event streams in Redis. */
@NullMarked
package io.agentfleet.taskapi.view.redis;

import org.jspecify.annotations.NullMarked;
