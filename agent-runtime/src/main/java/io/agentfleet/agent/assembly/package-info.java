/** Where everything pure gets its adapters: the agent's CDI beans. */
@NullMarked
package io.agentfleet.agent.assembly;

import org.jspecify.annotations.NullMarked;
