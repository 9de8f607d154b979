/** Effects on the topic tool.effects, with an index of them in Redis. */
@NullMarked
package io.agentfleet.tools.effect.kafka;

import org.jspecify.annotations.NullMarked;
