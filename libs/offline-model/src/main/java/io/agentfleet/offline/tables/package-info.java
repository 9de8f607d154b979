/** Tables and columns as the tools describe them. Pure. */
@NullMarked
package io.agentfleet.offline.tables;

import org.jspecify.annotations.NullMarked;
