/** How an answer goes out, piece by piece, and where a fault falls into it. */
@NullMarked
package io.agentfleet.modelserver.delivery;

import org.jspecify.annotations.NullMarked;
