/**
 * What every agent is made of. Packages in import order: chat, redis, model, memory, tool, journal,
 * run, trace, view, meter, log, drill, door, task, assembly, rpc, rest. A package imports only
 * earlier packages; adapters live in sub-packages of the package whose port they serve.
 */
@NullMarked
package io.agentfleet.agent;

import org.jspecify.annotations.NullMarked;
