/**
 * The servers that a fleet stands on, as processes of this machine. Rooms in import order: process,
 * server.
 */
@NullMarked
package io.agentfleet.localservers;

import org.jspecify.annotations.NullMarked;
