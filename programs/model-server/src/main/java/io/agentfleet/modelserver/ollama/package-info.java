/** Ollama's chat. Pure. */
@NullMarked
package io.agentfleet.modelserver.ollama;

import org.jspecify.annotations.NullMarked;
