/** Events as Kafka records and back: keys, headers, dead letters. */
@NullMarked
package io.agentfleet.messaging.record;

import org.jspecify.annotations.NullMarked;
