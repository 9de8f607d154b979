/** The tables of a data source, and read-only SQL over them. */
@NullMarked
package io.agentfleet.executor.tables;

import org.jspecify.annotations.NullMarked;
