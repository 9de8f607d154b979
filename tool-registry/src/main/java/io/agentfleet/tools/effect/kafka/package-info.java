/** Effects on the topic tool.effects, the truth, from which the index in Redis is rebuilt. */
@NullMarked
package io.agentfleet.tools.effect.kafka;

import org.jspecify.annotations.NullMarked;
