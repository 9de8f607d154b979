/** Who asks: closed loops, an open loop, tasks on Kafka and their answers. */
@NullMarked
package io.agentfleet.bench.load;

import org.jspecify.annotations.NullMarked;
