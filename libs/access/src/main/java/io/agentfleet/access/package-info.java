/**
 * Which role may call which route, the same for every service. Packages in import order:
 * {@code who}
 * decides, {@code token} proves who it is, {@code filter} checks every request to a service.
 */
@NullMarked
package io.agentfleet.access;

import org.jspecify.annotations.NullMarked;
