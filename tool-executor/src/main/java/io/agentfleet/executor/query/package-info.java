/** The tools that read tables, and the SQL that they let through. */
@NullMarked
package io.agentfleet.executor.query;

import org.jspecify.annotations.NullMarked;
