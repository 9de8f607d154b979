package io.agentfleet.failpoints.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.agentfleet.executor.sandbox.CallOrigin;
import io.agentfleet.executor.sandbox.Tool;
import io.agentfleet.executor.sandbox.ToolContext;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExecutorFailpointsTest {

    @TempDir Path output;

    @Test
    void offersTheBookAsAToolThatMayBeRepeated() {
        assertThat(new ExecutorFailpoints().tools(output))
                .extracting(Tool::definition)
                .singleElement()
                .satisfies(definition -> {
                    assertThat(definition.name()).isEqualTo("keep_book");
                    assertThat(definition.writes()).isTrue();
                    assertThat(definition.idempotent()).isTrue();
                });
    }

    @Test
    void keepsTheBookInTheOutputFolder() throws InterruptedException {
        new ExecutorFailpoints()
                .tools(output)
                .getFirst()
                .run(
                        new ObjectMapper().valueToTree(Map.of("entry", "search-1")),
                        new ToolContext(
                                "t",
                                "",
                                Duration.ofSeconds(10),
                                new CallOrigin("key", "default", "s", "t.search", "search", 1)));

        assertThat(output.resolve("book.jsonl"))
                .content()
                .contains("\"key\":\"key\"")
                .contains("\"root\":\"t\"");
    }
}
