package io.agentfleet.localfleet.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentfleet.localfleet.file.FleetHome;
import io.agentfleet.schemas.AgentName;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServiceListTest {

    @Test
    void addsAnAgentByOneLine() {
        ServiceList list =
                ServiceList.parse(
                        List.of(
                                "# services",
                                "",
                                "orchestrator = 8080, 256m",
                                "agent-mail=8090,1g, 2g"));
        assertThat(list.names()).containsExactly("orchestrator", "agent-mail");
        assertThat(list.agents())
                .contains(AgentName.ORCHESTRATOR, AgentName.PLANNER, new AgentName("mail"));
        assertThat(list.find("agent-mail"))
                .contains(new ServiceDefinition("agent-mail", 8090, "1g", "2g"));
    }

    @Test
    void aServiceWithoutAHeapUnderLoadKeepsItsOwn() {
        assertThat(ServiceList.parse(List.of("orchestrator = 8080, 256m")).find("orchestrator"))
                .contains(new ServiceDefinition("orchestrator", 8080, "256m", "256m"));
    }

    @Test
    void showsTheLineThatItCannotRead() {
        assertThatThrownBy(() -> ServiceList.parse(List.of("agent-mail = many")))
                .hasMessageContaining("'agent-mail = many'");
    }

    @Test
    void readsTheListOfThisFleet() {
        ServiceList list = ServiceList.read(Path.of(System.getProperty("fleet.root")));
        assertThat(list.names()).contains("orchestrator", "tool-registry", "tool-executor");
    }

    @Test
    void everyServiceGetsTheAddressesOfTheOthers() {
        FleetAddresses addresses =
                new FleetAddresses(
                        Map.of(
                                "kafka",
                                19092,
                                "redis",
                                6379,
                                "registry",
                                8079,
                                "tool-registry",
                                8084,
                                "agent-search",
                                8081));
        FleetHome home = new FleetHome(Path.of("/r"), Path.of("/r/.fleet"));
        ServiceDefinition search = new ServiceDefinition("agent-search", 8081, "192m", "512m");
        assertThat(addresses.environment(home, search, "agent-search-2", 8181))
                .containsEntry("HTTP_PORT", "8181")
                .containsEntry("KAFKA_BOOTSTRAP_SERVERS", "localhost:19092")
                .containsEntry("SCHEMA_REGISTRY_URL", "http://localhost:8079/apis/registry/v3")
                .containsEntry("TOOL_REGISTRY_ADDRESS", "localhost:8084")
                .containsEntry("AGENT_ADDRESS", "localhost:8081")
                .containsEntry("FLEET_STATE_DIR", "/r/.fleet/state/agent-search-2")
                .containsEntry("PERMISSIONS_FILE", "/r/permissions.properties")
                .containsEntry("LOG_JSON", "true");
    }

    @Test
    void namesTheChecksThatSayNo() {
        String body =
                """
                {"status":"DOWN","checks":[
                {"name":"model","status":"UP"},
                {"name":"memory store","status":"DOWN","data":{"redis":"no answer"}}]}\
                """;
        assertThat(new HealthProbe(8081).reason(503, body))
                .isEqualTo("memory store (redis: no answer)");
        assertThat(new HealthProbe(8081, "/health").reason(500, "<html>"))
                .isEqualTo("/health answers 500");
    }
}
