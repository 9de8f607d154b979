/** Dead letters: read straight from Kafka, shown, replayed or dropped. */
@NullMarked
package io.agentfleet.cli.deadletter;

import org.jspecify.annotations.NullMarked;
