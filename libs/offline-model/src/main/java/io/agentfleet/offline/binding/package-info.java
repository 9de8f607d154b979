/** Ties a question to tables, columns and values. */
@NullMarked
package io.agentfleet.offline.binding;

import org.jspecify.annotations.NullMarked;
