package io.agentfleet.tools.rest;

import static io.agentfleet.tools.rest.SecuredRegistryClient.tool;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentfleet.tools.catalog.ToolCatalog;
import io.agentfleet.tools.gateway.FakeToolServer;
import io.agentfleet.tools.rest.SecuredRegistryClient.Protocol;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A secured registry in which the executor owns query_database, and a server of somebody's. */
abstract class OwnedNamesStage {

    @Inject ToolCatalog catalog;
    @Inject InMemoryAuditLog audit;

    SecuredRegistryClient registry;
    FakeToolServer executor;
    FakeToolServer foreign;

    @BeforeEach
    void theExecutorRegistersItsTool() throws Exception {
        registry = new SecuredRegistryClient();
        executor = new FakeToolServer();
        foreign = new FakeToolServer();
        List.of("query_database", "lookup", "acme.lookup", "evil.lookup").forEach(catalog::remove);
        assertThat(register(registry.executor(), "query_database", "1.0.0", executor))
                .isEqualTo("registered");
        audit.forget();
    }

    @AfterEach
    void stop() {
        registry.close();
        executor.close();
        foreign.close();
    }

    String register(String token, String name, String version, FakeToolServer at) {
        return registry.register(Protocol.GRPC, token, tool(name, version, at.address())).code();
    }

    String operator(String tenant) {
        return registry.person("eve", tenant, "operator");
    }
}
