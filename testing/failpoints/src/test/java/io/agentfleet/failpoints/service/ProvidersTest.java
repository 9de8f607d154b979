package io.agentfleet.failpoints.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentfleet.agent.drill.AgentDrill;
import io.agentfleet.executor.sandbox.ExecutorDrill;
import io.agentfleet.orchestrator.flow.FlowDrill;
import io.agentfleet.tools.gateway.RegistryDrill;
import java.util.ServiceLoader;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProvidersTest {

    @ParameterizedTest
    @ValueSource(
            classes = {AgentDrill.class, FlowDrill.class, RegistryDrill.class, ExecutorDrill.class})
    void isFoundOnTheClassPathAsTheOnlyProviderOfThePort(Class<?> port) {
        assertThat(ServiceLoader.load(port, getClass().getClassLoader()).stream())
                .singleElement()
                .satisfies(provider ->
                        assertThat(provider.type().getPackageName())
                                .startsWith("io.agentfleet.failpoints"));
    }
}
