/**
 * A server that speaks the wire protocols of model providers. Packages in import order: chat,
 * fault, protocol, openai, anthropic, gemini, ollama, backend, script, offline, recording, server,
 * command.
 */
@NullMarked
package io.agentfleet.modelserver;

import org.jspecify.annotations.NullMarked;
