/** Task views and event streams on Redis. */
@NullMarked
package io.agentfleet.agent.view.redis;

import org.jspecify.annotations.NullMarked;
