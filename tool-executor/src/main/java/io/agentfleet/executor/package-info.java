/**
 * Runs tools in sandboxes. Rooms in import order: sandbox, source, documents, tables, code, charts,
 * files, rpc.
 */
@NullMarked
package io.agentfleet.executor;

import org.jspecify.annotations.NullMarked;
