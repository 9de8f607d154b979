/** What is particular to the protocol of Anthropic. */
@NullMarked
package io.agentfleet.providers.anthropic;

import org.jspecify.annotations.NullMarked;
