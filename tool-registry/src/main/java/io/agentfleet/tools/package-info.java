/**
 * The only door to tools: what tools there are, who may call them, and every call's way through the
 * guards. Packages in import order: meter, catalog, call, guard, audit, effect, gateway, rpc, rest.
 */
@NullMarked
package io.agentfleet.tools;

import org.jspecify.annotations.NullMarked;
