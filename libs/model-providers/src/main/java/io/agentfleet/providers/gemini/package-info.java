/** What is particular to the protocol of Gemini. */
@NullMarked
package io.agentfleet.providers.gemini;

import org.jspecify.annotations.NullMarked;
