/** Faults on demand: what they are, how they are written, which one is next. Pure. */
@NullMarked
package io.agentfleet.modelserver.fault;

import org.jspecify.annotations.NullMarked;
