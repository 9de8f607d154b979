/** Identities, roles, operations, and the one decision. Pure. */
@NullMarked
package io.agentfleet.access.identity;

import org.jspecify.annotations.NullMarked;
