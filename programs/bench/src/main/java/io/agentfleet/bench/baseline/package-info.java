/** The same hops over the same Kafka with nothing behind them. */
@NullMarked
package io.agentfleet.bench.baseline;

import org.jspecify.annotations.NullMarked;
