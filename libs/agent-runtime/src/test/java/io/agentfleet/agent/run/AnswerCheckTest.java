package io.agentfleet.agent.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentfleet.schemas.AgentName;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.taskmodel.fake.SampleTasks;
import io.agentfleet.taskmodel.run.RunOutcome;
import io.agentfleet.taskmodel.task.AgentCard;
import io.agentfleet.taskmodel.task.RunLimits;
import io.agentfleet.taskmodel.task.Task;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AnswerCheckTest {

    private static final String NOTHING = "{\"kind\":\"analysis\",\"answer\":null,\"notes\":[]}";
    private static final String FOUND = "{\"kind\":\"analysis\",\"answer\":\"42\"}";

    private record Agent(boolean answersFromOthers) implements AgentDefinition {
        @Override
        public AgentCard card() {
            return new AgentCard(new AgentName("a"), "1", "");
        }

        @Override
        public String systemPrompt() {
            return "";
        }

        @Override
        public Set<String> tools() {
            return Set.of();
        }
    }

    private static boolean unanswered(boolean fromOthers, Map<String, String> context, String out) {
        return AnswerCheck.isUnanswered(
                new Agent(fromOthers), task(context), new RunOutcome.Completed(out));
    }

    private static Task task(Map<String, String> context) {
        return SampleTasks.task("t", "s", "q", new RunLimits(10, 8192, Optional.empty()), context);
    }

    @Test
    void jsonWithAnAnswerThatIsNullSaysSo() {
        assertThat(unanswered(false, Map.of(), NOTHING)).isTrue();
        assertThat(unanswered(false, Map.of(), FOUND)).isFalse();
        String quoted = "{\"answer\":null,\"passages\":[{\"quote\":\"Within 30 days.\"}]}";
        assertThat(unanswered(false, Map.of(), quoted)).as("something was found").isFalse();
        assertThat(unanswered(false, Map.of(), "{not JSON")).isFalse();
        assertThat(unanswered(false, Map.of(), "42")).isFalse();
    }

    @Test
    void aReporterHasNoAnswerIfNoOtherAgentHasOne() {
        Map<String, String> nothing = Map.of("output.a", NOTHING, "failed.b", "internal: broke");
        assertThat(unanswered(true, nothing, "# Report")).isTrue();
        assertThat(unanswered(false, nothing, "# My own view")).isFalse();
        assertThat(unanswered(true, Map.of("failed.b", "internal: broke"), "# Report")).isTrue();
        assertThat(unanswered(true, Map.of("output.a", NOTHING, "output.b", FOUND), "# Report"))
                .isFalse();
        assertThat(unanswered(true, Map.of("output.a", "It is 42."), "# Report")).isFalse();
        assertThat(unanswered(true, Map.of(), "# A text on demand")).isFalse();
    }

    @Test
    void whatFailedSaysSoByItsState() {
        assertThat(
                        AnswerCheck.isUnanswered(
                                new Agent(false),
                                task(Map.of()),
                                new RunOutcome.Failed(ErrorCode.INTERNAL, "x")))
                .isFalse();
    }
}
