/** OpenAI's chat completions. Pure. */
@NullMarked
package io.agentfleet.modelserver.openai;

import org.jspecify.annotations.NullMarked;
