/** Settings of access. */
@NullMarked
package io.agentfleet.access.config;

import org.jspecify.annotations.NullMarked;
