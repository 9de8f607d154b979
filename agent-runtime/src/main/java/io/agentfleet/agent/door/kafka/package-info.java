/** Tasks as records: the mapping both ways, and the intake that puts them on the log. */
@NullMarked
package io.agentfleet.agent.door.kafka;

import org.jspecify.annotations.NullMarked;
