/** The words of a conversation with a model: messages, tool calls, usage. Pure. */
@NullMarked
package io.agentfleet.agent.chat;

import org.jspecify.annotations.NullMarked;
