package io.agentfleet.executor.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentfleet.executor.sandbox.ToolDescriptor;
import io.agentfleet.proto.tools.v1.CallContext;
import io.agentfleet.proto.tools.v1.ExecuteToolRequest;
import io.agentfleet.proto.tools.v1.ExecuteToolResponse;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(DrillQuarkusTest.InADrill.class)
@QuarkusTestResource(FakeRegistry.class)
@SuppressWarnings("NullAway.Init")
class DrillQuarkusTest {

    /** As {@code fleet up --drill} starts it. */
    public static final class InADrill implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("fleet.drill.enabled", "true");
        }
    }

    @Inject InstalledTools catalog;
    @Inject ToolCalls calls;
    @Inject ExecutorConfig config;

    @Test
    void offersTheBookAsAToolThatMayBeRepeated() {
        assertThat(catalog.definitions())
                .filteredOn(ToolDescriptor::idempotent)
                .extracting(ToolDescriptor::name)
                .containsExactlyInAnyOrder("keep_book", "write_file", "render_chart");
    }

    @Test
    void keepsTheBookInTheOutputFolder() {
        ExecuteToolResponse response =
                calls.execute(
                        ExecuteToolRequest.newBuilder()
                                .setTool("keep_book")
                                .setArguments("{\"entry\":\"search-1\"}")
                                .setContext(
                                        CallContext.newBuilder()
                                                .setTaskId("t.search")
                                                .setRootTaskId("t")
                                                .setIdempotencyKey("key"))
                                .build());

        assertThat(response.getContent()).isEqualTo("{\"kept\":\"search-1\"}");
        Path book = config.outputDir().resolve("book.jsonl");
        assertThat(book).content().contains("\"key\":\"key\"").contains("\"root\":\"t\"");
    }
}
