/**
 * The servers that a fleet needs, as processes of this machine. Packages in import order: process,
 * server.
 */
@NullMarked
package io.agentfleet.localservers;

import org.jspecify.annotations.NullMarked;
