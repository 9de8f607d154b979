/** CDI beans of an agent service: each part with its adapters. */
@NullMarked
package io.agentfleet.agentservice.assembly;

import org.jspecify.annotations.NullMarked;
