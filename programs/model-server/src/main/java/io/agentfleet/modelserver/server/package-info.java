/** The HTTP server: one port, four protocols, faults on the wire. */
@NullMarked
package io.agentfleet.modelserver.server;

import org.jspecify.annotations.NullMarked;
