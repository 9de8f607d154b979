/** The fleet under load, through {@code ./fleet}, and its own reports. */
@NullMarked
package io.agentfleet.bench.fleet;

import org.jspecify.annotations.NullMarked;
