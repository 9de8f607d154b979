/** The supervisor of a local fleet, and what it needs before a service starts. */
@NullMarked
package io.agentfleet.localfleet;

import org.jspecify.annotations.NullMarked;
