package io.agentfleet.bench.floor;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentfleet.bench.load.ClosedLoop;
import io.agentfleet.bench.load.Until;
import io.agentfleet.bench.measure.Timing;
import io.agentfleet.parts.testing.FleetParts;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaFloorIT {

    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void answersEveryTaskUnderEitherGuarantee(boolean exactlyOnce) throws Exception {
        try (KafkaFloor floor =
                new KafkaFloor(
                        FleetParts.shared().kafka(),
                        2,
                        exactlyOnce,
                        folder.resolve("f" + exactlyOnce))) {
            Timing timing = ClosedLoop.run(4, new Until.Tasks(20), floor);
            assertThat(timing.failed()).isZero();
            assertThat(timing.answered()).isEqualTo(20);
        }
    }
}
