/**
 * What every agent is made of. Packages in import order: chat, model, memory, tool, journal, run,
 * trace, meter, drill, execution, listener. Adapters live in sub-packages of the package whose port
 * they serve.
 */
@NullMarked
package io.agentfleet.agent;

import org.jspecify.annotations.NullMarked;
