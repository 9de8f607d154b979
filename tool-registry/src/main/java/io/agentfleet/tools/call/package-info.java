/** A tool call: who calls what with which arguments, and how it ended. */
@NullMarked
package io.agentfleet.tools.call;

import org.jspecify.annotations.NullMarked;
