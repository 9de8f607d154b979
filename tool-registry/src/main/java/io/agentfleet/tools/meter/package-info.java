/** What the registry counts and measures; the names are listed in {@code docs/metrics.md}. */
@NullMarked
package io.agentfleet.tools.meter;

import org.jspecify.annotations.NullMarked;
