package io.agentfleet.bench.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AgentWatchTest {

    @Test
    void readsHowManyRunsAreUnderWay() {
        String metrics =
                """
                # TYPE active_agents gauge
                active_agents{agent_name="search"} 9874.0
                active_agents_other{agent_name="search"} 3.0
                agent_requests_total{agent_name="search",status="success"} 5.0
                """;
        assertThat(AgentWatch.runsIn(metrics)).isEqualTo(9874);
        assertThat(AgentWatch.runsIn("")).isZero();
    }
}
