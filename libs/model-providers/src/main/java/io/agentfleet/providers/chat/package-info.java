/** One call of a model, the same for every protocol. */
@NullMarked
package io.agentfleet.providers.chat;

import org.jspecify.annotations.NullMarked;
