/**
 * Who may do what at which route, the same for every service. Packages in import order: identity,
 * grant, token, config, client, filter.
 */
@NullMarked
package io.agentfleet.access;

import org.jspecify.annotations.NullMarked;
