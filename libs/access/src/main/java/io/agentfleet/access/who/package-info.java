/** Identities, roles, operations, and the one decision. Pure. */
@NullMarked
package io.agentfleet.access.who;

import org.jspecify.annotations.NullMarked;
