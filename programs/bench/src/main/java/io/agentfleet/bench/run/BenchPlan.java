package io.agentfleet.bench.run;

import io.agentfleet.bench.load.StopCondition;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What is to be measured.
 *
 * @param root of the checkout
 * @param home of the fleet under load
 * @param guarantees of the flow, one fleet after another
 * @param clients of the closed loops
 * @param until when each closed loop ends
 * @param openRate tasks per second of an open loop; 0 for none
 * @param heat how long at most a fresh fleet is under load before anything is measured
 * @param warmUp before each measurement
 * @param waiting sessions that wait for a slow model; 0 for none
 * @param latency of that model
 * @param scaling of an agent under load
 * @param lists tasks in the views while lists are asked for; 0 for none
 * @param goal what each task asks
 */
public record BenchPlan(
        Path root,
        Path home,
        List<Guarantee> guarantees,
        List<Integer> clients,
        StopCondition until,
        double openRate,
        Duration heat,
        Duration warmUp,
        int waiting,
        String latency,
        Optional<Scaling> scaling,
        int lists,
        String goal) {

    public BenchPlan {
        guarantees = List.copyOf(guarantees);
        clients = List.copyOf(clients);
    }
}
