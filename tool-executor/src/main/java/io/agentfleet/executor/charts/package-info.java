/** Charts as PNG files. */
@NullMarked
package io.agentfleet.executor.charts;

import org.jspecify.annotations.NullMarked;
