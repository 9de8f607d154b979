/** What is particular to the protocol of OpenAI. */
@NullMarked
package io.agentfleet.providers.openai;

import org.jspecify.annotations.NullMarked;
