/**
 * Kafka, Apicurio Registry and Redis: how each is configured, started and asked whether it works.
 */
@NullMarked
package io.agentfleet.localservers.server;

import org.jspecify.annotations.NullMarked;
