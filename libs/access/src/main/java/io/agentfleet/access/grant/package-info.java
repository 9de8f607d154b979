/** Task grants: what an agent shows so that it may call tools for a task. Pure. */
@NullMarked
package io.agentfleet.access.grant;

import org.jspecify.annotations.NullMarked;
