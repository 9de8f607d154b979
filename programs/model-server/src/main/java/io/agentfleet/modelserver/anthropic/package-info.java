/** Anthropic's messages. Pure. */
@NullMarked
package io.agentfleet.modelserver.anthropic;

import org.jspecify.annotations.NullMarked;
