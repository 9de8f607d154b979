/** The fleet under load, through {@code ./fleet}, and what it tells of itself. */
@NullMarked
package io.agentfleet.bench.fleet;

import org.jspecify.annotations.NullMarked;
