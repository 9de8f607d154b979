package io.agentfleet.tools.catalog.kafka;

import io.agentfleet.messaging.record.EventRecords;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the registry reaches its logs. */
@ConfigMapping(prefix = "fleet.kafka")
public interface KafkaConfig {

    /** Records of the registry. */
    EventRecords RECORDS = new EventRecords("tool-registry");

    /** Base URL of the schema registry's API. */
    String schemaRegistryUrl();

    /** How long a registration waits for the log. */
    @WithDefault("10s")
    Duration appendTimeout();

    /** How long the log may be unreachable before readiness fails. */
    @WithDefault("10s")
    Duration silence();
}
