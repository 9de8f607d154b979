/** What was measured, as a table, JSON and a plot. */
@NullMarked
package io.agentfleet.bench.report;

import org.jspecify.annotations.NullMarked;
