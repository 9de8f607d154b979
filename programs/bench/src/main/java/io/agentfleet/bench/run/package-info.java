/** The order in which everything is measured, and the command line. */
@NullMarked
package io.agentfleet.bench.run;

import org.jspecify.annotations.NullMarked;
