/** Folders that became named data sources. */
@NullMarked
package io.agentfleet.cli.source;

import org.jspecify.annotations.NullMarked;
