package io.agentfleet.ci;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** On the POMs of this repository. */
class ChangesTest {

    private static final List<String> AGENTS =
            List.of("agent-search", "agent-analysis", "agent-writer");

    @Test
    void aChangeInOneAgentTestsAndBuildsThatAgentAlone() {
        assertThat(after("agent-search/src/main/java/A.java"))
                .isEqualTo(new Changes(List.of("agent-search"), List.of("agent-search")));
    }

    @Test
    void aChangeInALibraryTestsWhatNeedsItDirectlyOrNot() {
        Changes changes = after("libs/agent-runtime/src/main/java/A.java");

        assertThat(changes.modules())
                .startsWith("libs/agent-runtime")
                .containsAll(AGENTS)
                .contains("libs/offline-model", "orchestrator")
                .doesNotContain("schemas", "tool-registry", "tool-executor");
        assertThat(changes.images()).containsAll(AGENTS).contains("orchestrator").hasSize(4);
    }

    @Test
    void aModuleInsideAModulesFolderIsNotThatModule() {
        assertThat(after("programs/local-servers/kafka/src/main/java/A.java").modules())
                .contains("programs/local-servers/kafka")
                .doesNotContain("programs/local-servers/registry");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "docs/architecture.md",
                "README.md",
                "agent-search/README.md",
                ".github/workflows/test.yml"
            })
    void proseTestsTheLinksAndNothingElse(String file) {
        assertThat(after(file)).isEqualTo(new Changes(List.of("ci"), List.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pom.xml",
                "fleet",
                "fleet.properties",
                "examples/sales/orders.csv",
                ".mvn/jvm.config"
            })
    void whatBelongsToNoModuleTestsAndBuildsEverything(String file) throws Exception {
        Changes changes = after(file);

        assertThat(changes.modules()).isEqualTo(Reactor.of(Repository.ROOT).modules());
        assertThat(changes.images()).containsExactlyInAnyOrderElementsOf(Repository.services());
    }

    @ParameterizedTest
    @CsvSource({
        "agent-search/src/main/resources/system-prompt.md, agent-search",
        "k8s/monitoring/README.md, k8s"
    })
    void whatTestsOfAModuleReadIsNoProse(String file, String module) {
        assertThat(after(file).modules()).containsExactly(module);
    }

    @Test
    void noChangeTestsNothing() {
        assertThat(after()).isEqualTo(new Changes(List.of(), List.of()));
    }

    @Test
    void theScriptSetsTheOutputsOfGitHub() {
        assertThat(Repository.run(Map.of(), List.of("ci/changes", "HEAD")).text())
                .isEqualTo("modules=\nimages=\n");
    }

    @Test
    void aCommitThatIsNotThereAsksForEverything() {
        Changes everything = after("pom.xml");

        assertThat(Repository.run(Map.of(), List.of("ci/changes", "0".repeat(40))).text())
                .isEqualTo(
                        "modules=%s\nimages=%s\n",
                        String.join(",", everything.modules()),
                        String.join(" ", everything.images()));
    }

    private static Changes after(String... files) {
        return Changes.of(Repository.ROOT, List.of(files));
    }
}
