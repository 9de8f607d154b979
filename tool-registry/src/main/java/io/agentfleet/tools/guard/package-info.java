/** May this call pass? One small class per question. Pure; counters are a port. */
@NullMarked
package io.agentfleet.tools.guard;

import org.jspecify.annotations.NullMarked;
