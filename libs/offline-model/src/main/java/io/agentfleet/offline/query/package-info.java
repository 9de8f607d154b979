/** Writes the SQL of a question that is tied to tables. */
@NullMarked
package io.agentfleet.offline.query;

import org.jspecify.annotations.NullMarked;
