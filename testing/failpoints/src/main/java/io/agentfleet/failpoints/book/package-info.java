/** The tool of a drill: each of its executions is a line in a file, which can be counted. */
@NullMarked
package io.agentfleet.failpoints.book;

import org.jspecify.annotations.NullMarked;
