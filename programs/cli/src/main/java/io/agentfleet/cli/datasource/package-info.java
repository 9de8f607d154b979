/** Folders that became named data sources. */
@NullMarked
package io.agentfleet.cli.datasource;

import org.jspecify.annotations.NullMarked;
