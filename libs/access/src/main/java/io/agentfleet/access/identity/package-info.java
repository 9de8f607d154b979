/** Identities, roles, operations, and who may use which. Pure. */
@NullMarked
package io.agentfleet.access.identity;

import org.jspecify.annotations.NullMarked;
