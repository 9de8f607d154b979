/** Matches a question with tables, columns and values. */
@NullMarked
package io.agentfleet.offline.binding;

import org.jspecify.annotations.NullMarked;
