/**
 * The program behind {@code ./fleet}. Packages in import order: home, state, access, service,
 * contract, letter, fleet, source, client, show, work, command.
 */
@NullMarked
package io.agentfleet.cli;

import org.jspecify.annotations.NullMarked;
