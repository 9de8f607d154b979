/** Which models a process has: from settings to models that can be asked. */
@NullMarked
package io.agentfleet.agent.configuration;

import org.jspecify.annotations.NullMarked;
