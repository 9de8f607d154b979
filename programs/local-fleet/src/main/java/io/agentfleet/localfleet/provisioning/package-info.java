/** Topics, schemas and Kafka users that must be there before a service starts. */
@NullMarked
package io.agentfleet.localfleet.provisioning;

import org.jspecify.annotations.NullMarked;
