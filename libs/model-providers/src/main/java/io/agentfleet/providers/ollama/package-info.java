/** What is particular to the protocol of Ollama. */
@NullMarked
package io.agentfleet.providers.ollama;

import org.jspecify.annotations.NullMarked;
