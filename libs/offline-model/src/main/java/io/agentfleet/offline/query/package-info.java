/** Writes the SQL for a question that was matched with tables. */
@NullMarked
package io.agentfleet.offline.query;

import org.jspecify.annotations.NullMarked;
