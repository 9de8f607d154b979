/** Latencies, processor time, memory: what is measured. Pure but for {@code /proc}. */
@NullMarked
package io.agentfleet.bench.measure;

import org.jspecify.annotations.NullMarked;
