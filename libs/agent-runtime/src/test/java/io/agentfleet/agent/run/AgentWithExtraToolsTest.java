package io.agentfleet.agent.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AgentWithExtraToolsTest {

    /** A default that is not passed on would hide what the agent itself says. */
    @Test
    void passesOnEveryQuestionToItsAgent() {
        Set<String> own =
                Set.copyOf(
                        Arrays.stream(AgentWithExtraTools.class.getDeclaredMethods())
                                .map(Method::getName)
                                .toList());

        assertThat(AgentDefinition.class.getDeclaredMethods())
                .extracting(Method::getName)
                .isNotEmpty()
                .allSatisfy(name -> assertThat(own).contains(name));
    }
}
