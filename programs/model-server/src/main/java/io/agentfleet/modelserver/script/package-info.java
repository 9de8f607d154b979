/** Answers from a file. */
@NullMarked
package io.agentfleet.modelserver.script;

import org.jspecify.annotations.NullMarked;
