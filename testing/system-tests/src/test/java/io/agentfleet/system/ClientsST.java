package io.agentfleet.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients in another language, with only what the first contract fixed. */
class ClientsST {

    private static final Path NODE_CLIENT = Fleet.ROOT.resolve("examples/clients/node");

    private static Fleet fleet;

    @BeforeAll
    static void install() {
        assumeTrue(
                nodeIsThere(), "Node.js and npm are not installed: the Node client is not tested");
        fleet = Fleet.up();
        fleet.exec(
                        List.of(
                                "npm",
                                "install",
                                "--no-audit",
                                "--no-fund",
                                "--no-package-lock",
                                "--prefix",
                                NODE_CLIENT.toString()),
                        Map.of())
                .succeeded();
    }

    @ParameterizedTest
    @ValueSource(strings = {"orchestrator", "search"})
    void aRecordWithTheSevenFieldsGetsItsResult(String agent) {
        Fleet.Ran ran =
                node(
                        "publish-task.js",
                        "--brokers",
                        fleet.address("kafka"),
                        "--registry",
                        "http://" + fleet.address("registry") + "/apis/ccompat/v7",
                        "--agent",
                        agent);
        assertThat(ran.succeeded().err()).contains("COMPLETED");
        assertThat(ran.out()).contains("14 days");
    }

    @Test
    void runTaskAnswersAClientThatKnowsOnlyTheFirstProto() {
        Fleet.Ran ran = node("run-task.js", "--address", fleet.address("orchestrator"));
        assertThat(ran.succeeded().err()).contains("COMPLETED");
        assertThat(ran.out()).contains("14 days");
    }

    @Test
    void streamStepsSendsEachStepToAClientOfTheFirstProto() {
        Fleet.Ran ran =
                node("stream-steps.js", "--address", fleet.address("orchestrator"), "--json");
        assertThat(ran.succeeded().out())
                .contains("llm_call", "tool_call", "tool_result", "result");
    }

    @Test
    void aRefusalReachesAPersonAsItWasWritten() {
        Fleet.Ran ran =
                node("run-task.js", "--address", fleet.address("orchestrator"), "--task", "매출?");
        assertThat(ran.err())
                .contains("task_id '매출?' is not usable: use 1 to 128 letters, digits, '.'");
    }

    @Test
    void theClientsOwnTestsPass() {
        fleet.exec(List.of("npm", "test", "--prefix", NODE_CLIENT.toString()), Map.of())
                .succeeded();
    }

    private static Fleet.Ran node(String script, String... flags) {
        List<String> command =
                new ArrayList<>(List.of("node", NODE_CLIENT.resolve(script).toString()));
        command.addAll(List.of(flags));
        command.addAll(
                List.of(
                        "--data-source",
                        Sources.sales(fleet),
                        "Within how many days may customers return a product?"));
        return fleet.exec(command, Map.of());
    }

    private static boolean nodeIsThere() {
        try {
            return new ProcessBuilder("npm", "--version").start().waitFor() == 0
                    && new ProcessBuilder("node", "--version").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
