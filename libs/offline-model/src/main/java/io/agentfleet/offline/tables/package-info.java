/** Intent and described tables to a query plan and its SQL. Pure. */
@NullMarked
package io.agentfleet.offline.tables;

import org.jspecify.annotations.NullMarked;
