/** One real Kafka, Apicurio Registry and Redis for all tests of a JVM, in containers or not. */
@NullMarked
package io.agentfleet.testservers;

import org.jspecify.annotations.NullMarked;
