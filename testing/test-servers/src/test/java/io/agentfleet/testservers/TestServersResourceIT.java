package io.agentfleet.testservers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;

class TestServersResourceIT {

    @Test
    void givesAServiceWhatItUnderstandsAndTheTopicsItNeeds() throws Exception {
        TestServersResource resource = new TestServersResource();
        resource.init(Map.of("parts", "kafka, redis", "topics", "agent.steps"));
        Map<String, String> config = resource.start();
        assertThat(config)
                .containsKeys("KAFKA_BOOTSTRAP_SERVERS", "REDIS_URL")
                .doesNotContainKey("SCHEMA_REGISTRY_URL");
        String kafka = config.getOrDefault("KAFKA_BOOTSTRAP_SERVERS", "");
        assertThat(kafka).isEqualTo(TestServers.shared().kafka());
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
            assertThat(admin.listTopics().names().get()).contains("agent.steps");
        }
    }

    @Test
    void namesThePartItDoesNotKnow() {
        TestServersResource resource = new TestServersResource();
        resource.init(Map.of("parts", "postgres"));
        assertThatThrownBy(resource::start).hasMessageContaining("'postgres'");
    }
}
