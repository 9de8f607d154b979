package io.agentfleet.cli.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentfleet.cli.output.StatusTable;
import io.agentfleet.cli.output.Terminal;
import io.agentfleet.localfleet.file.FleetHome;
import io.agentfleet.localfleet.file.JsonFile;
import io.agentfleet.localfleet.service.ServiceLaunch;
import io.agentfleet.localfleet.service.StagedBuild;
import io.agentfleet.localfleet.state.FleetSetup;
import io.agentfleet.localfleet.state.FleetState;
import io.agentfleet.localfleet.state.ProcessIdentity;
import io.agentfleet.localfleet.state.ProcessPhase;
import io.agentfleet.localfleet.state.ProcessState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A fleet runs, and a line for one more service is added to fleet.properties. */
class AddedServiceTest {

    @TempDir private Path root;

    private FleetHome home;

    @BeforeEach
    void aFleetOfOneServiceAndAListOfTwo() throws Exception {
        home = new FleetHome(root, root.resolve(".fleet"));
        Files.writeString(root.resolve("fleet.properties"), "a = 8084, 1m\nparrot = 8085, 1m\n");
        for (String service : List.of("a", "parrot")) {
            Files.createDirectories(root.resolve(service).resolve("target/quarkus-app"));
        }
        new JsonFile<>(home.state(), FleetState.class).write(state(""));
    }

    private FleetState state(String activity) throws IOException {
        String build = StagedBuild.stamp(ServiceLaunch.built(root, "a"), "a");
        ProcessIdentity supervisor = ProcessIdentity.of(ProcessHandle.current());
        return new FleetState(
                Optional.of(supervisor),
                Instant.now(),
                Optional.of(Instant.now()),
                activity,
                "",
                Optional.of(FleetSetup.DEFAULT),
                List.of(
                        ProcessState.stopped("a", 1, 8084)
                                .starting(supervisor, Instant.now(), build)
                                .readyAfter(1)));
    }

    @Test
    void statusNamesItAndIsNotReady() throws Exception {
        StatusReport report = StatusReport.of(state(""), home);
        StatusTable.Row row = report.processes().getLast();
        assertThat(row.name()).isEqualTo("parrot");
        assertThat(row.state()).isEqualTo(ProcessPhase.STOPPED);
        assertThat(row.reason()).contains("./fleet up");
        assertThat(report.notReady()).contains("parrot");
    }

    @Test
    void aServiceWhoseTurnHasNotComeYetIsNotCalledAnAddedOne() throws Exception {
        StatusReport report = StatusReport.of(state("starting"), home);
        assertThat(report.processes().getLast().reason()).isEqualTo("was not started yet");
    }

    @Test
    void doctorNamesItAndSaysWhatToDo() throws Exception {
        assertThat(new Doctor(home).findings())
                .filteredOn(finding -> finding.what().equals("parrot"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.grade()).isEqualTo(Finding.Grade.PROBLEM);
                    assertThat(finding.message()).contains("does not run");
                    assertThat(finding.remedy()).isEqualTo("./fleet up");
                });
    }

    @Test
    void upIsNotContentWithoutIt() {
        assertThat(new FleetStart(home, Terminal.ofProcess()).isUpToDate()).isFalse();
    }

    @Test
    void upIsNotContentWithAServiceThatWasTakenOffTheList() throws Exception {
        Files.writeString(root.resolve("fleet.properties"), "a = 8084, 1m\n");
        assertThat(new FleetStart(home, Terminal.ofProcess()).isUpToDate()).isTrue();
        Files.writeString(root.resolve("fleet.properties"), "# none\n");
        assertThat(new FleetStart(home, Terminal.ofProcess()).isUpToDate()).isFalse();
    }
}
