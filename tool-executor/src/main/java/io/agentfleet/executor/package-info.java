/**
 * Runs tools in sandboxes. Packages in import order: confinement, sandbox, source, documents,
 * tables, query, code, charts, files, rpc.
 */
@NullMarked
package io.agentfleet.executor;

import org.jspecify.annotations.NullMarked;
