/**
 * Load on a fleet of its own, beside a baseline on the same Kafka. Packages in import order:
 * measure, load, baseline, fleet, report, run.
 */
@NullMarked
package io.agentfleet.bench;

import org.jspecify.annotations.NullMarked;
