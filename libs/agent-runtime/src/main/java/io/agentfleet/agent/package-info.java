/**
 * What every agent is made of. Packages in import order: chat, redis, model, memory, tool, journal,
 * run, trace, view, meter, log, drill, door, task, assembly, rpc, rest. A room imports only rooms
 * that stand before it; adapters live in sub-packages of the room whose port they serve.
 */
@NullMarked
package io.agentfleet.agent;

import org.jspecify.annotations.NullMarked;
