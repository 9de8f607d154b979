package io.agentfleet.bench.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentfleet.bench.load.ClosedLoop;
import io.agentfleet.bench.load.StopCondition;
import io.agentfleet.bench.measure.Timing;
import io.agentfleet.testservers.TestServers;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaBaselineIT {

    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void answersEveryTaskUnderEitherGuarantee(boolean exactlyOnce) throws Exception {
        try (KafkaBaseline floor =
                new KafkaBaseline(
                        TestServers.shared().kafka(),
                        2,
                        exactlyOnce,
                        folder.resolve("f" + exactlyOnce))) {
            Timing timing = ClosedLoop.run(4, new StopCondition.Tasks(20), floor);
            assertThat(timing.failed()).isZero();
            assertThat(timing.answered()).isEqualTo(20);
        }
    }
}
