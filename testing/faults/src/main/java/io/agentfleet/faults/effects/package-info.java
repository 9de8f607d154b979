/** The tools' own book: which effects really happened. */
@NullMarked
package io.agentfleet.faults.effects;

import org.jspecify.annotations.NullMarked;
