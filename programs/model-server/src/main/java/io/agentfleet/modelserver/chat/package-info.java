/** A question to a model, its answer or its refusal, in no protocol's words. Pure. */
@NullMarked
package io.agentfleet.modelserver.chat;

import org.jspecify.annotations.NullMarked;
