/**
 * Load on a fleet of its own, beside the floor of the same Kafka. Packages in import order: {@code
 * measure}, {@code load}, {@code floor}, {@code fleet}, {@code report}, {@code run}.
 */
@NullMarked
package io.agentfleet.bench;

import org.jspecify.annotations.NullMarked;
