package io.agentfleet.orchestrator.machine;

import static io.agentfleet.schemas.ErrorCode.AGENT_UNAVAILABLE;
import static io.agentfleet.schemas.ErrorCode.RATE_LIMITED;
import static io.agentfleet.schemas.ErrorCode.REQUEST_TIMEOUT;
import static io.agentfleet.schemas.ErrorCode.TOOL_UNAVAILABLE;
import static io.agentfleet.schemas.ErrorCode.UNAVAILABLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentfleet.orchestrator.session.NodeResult;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.TaskState;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RetryPolicyTest {

    private static final Set<ErrorCode> MAY_PASS =
            Set.of(TOOL_UNAVAILABLE, AGENT_UNAVAILABLE, UNAVAILABLE, RATE_LIMITED, REQUEST_TIMEOUT);

    private final RetryPolicy policy = new RetryPolicy(3, Duration.ofSeconds(1));

    @ParameterizedTest
    @EnumSource(ErrorCode.class)
    void triesAgainOnlyWhatMayPass(ErrorCode code) {
        assertThat(policy.restAfter(failure(1, code)).isPresent())
                .isEqualTo(MAY_PASS.contains(code));
    }

    @ParameterizedTest
    @CsvSource({"1, PT1S", "2, PT4S", "3,", "4,"})
    void restsLongerEachTimeAndGivesUpAfterTheThirdAttempt(int attempt, String rest) {
        assertThat(policy.restAfter(failure(attempt, UNAVAILABLE)))
                .isEqualTo(Optional.ofNullable(rest).map(Duration::parse));
    }

    private static NodeResult failure(int attempt, ErrorCode code) {
        SessionEvent.ResultArrived failed =
                (SessionEvent.ResultArrived)
                        SessionScenario.result(
                                "t",
                                "search",
                                attempt,
                                TaskState.FAILED,
                                "",
                                code,
                                code.retryable());
        return failed.result();
    }
}
