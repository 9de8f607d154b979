/** Answers that are kept and given again to equal calls. Pure but for its adapters. */
@NullMarked
package io.agentfleet.agent.cache;

import org.jspecify.annotations.NullMarked;
