/**
 * The program behind {@code ./fleet}. Packages in import order: deadletter, datasource, client,
 * output, operations, command.
 */
@NullMarked
package io.agentfleet.cli;

import org.jspecify.annotations.NullMarked;
