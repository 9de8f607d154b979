/**
 * Plans tasks and executes their plans. Packages in import order: {@code plan}, {@code session},
 * {@code
 * directory}, {@code flow}, {@code planner}, {@code direct}, {@code view}, {@code service}.
 */
@NullMarked
package io.agentfleet.orchestrator;

import org.jspecify.annotations.NullMarked;
