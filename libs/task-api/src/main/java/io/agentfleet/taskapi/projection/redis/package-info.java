/** Offsets of the projection, beside the views in Redis. */
@NullMarked
package io.agentfleet.taskapi.projection.redis;

import org.jspecify.annotations.NullMarked;
