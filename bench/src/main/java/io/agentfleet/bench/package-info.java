/** Load on a running fleet: closed loops of clients, each beside the floor of the same Kafka. */
@NullMarked
package io.agentfleet.bench;

import org.jspecify.annotations.NullMarked;
