/** Answers of a model of the fleet, such as its rules. */
@NullMarked
package io.agentfleet.modelserver.offline;

import org.jspecify.annotations.NullMarked;
