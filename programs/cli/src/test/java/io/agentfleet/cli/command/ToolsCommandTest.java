package io.agentfleet.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentfleet.localfleet.access.LocalAccess;
import org.junit.jupiter.api.Test;

class ToolsCommandTest {

    @Test
    void aListNamesTheOwnerOfEachNameAsTransferTakesIt() {
        JsonNode tools =
                JsonNodeFactory.instance
                        .arrayNode()
                        .add(tool("service", "service tool-executor").put("writes", true))
                        .add(tool("person", "person %s ann".formatted(LocalAccess.PEOPLE)))
                        .add(tool("person", "person https://login.example ann"))
                        .add(tool("person", ""))
                        .add(tool("nobody", ""));
        assertThat(ToolsCommand.table(tools))
                .map(line -> line.replaceAll("\\s{2,}", "|"))
                .containsExactly(
                        "TOOL|VERSION|OWNER|ENDPOINT|WRITES",
                        "find|1.0.0|service:tool-executor|localhost:1|yes",
                        "find|1.0.0|person:ann|localhost:1|no",
                        "find|1.0.0|person:ann of https://login.example|localhost:1|no",
                        "find|1.0.0|person|localhost:1|no",
                        "find|1.0.0|nobody|localhost:1|no");
    }

    @Test
    void aTransferAsksOnlyIfAServiceOfTheFleetLosesTheName() {
        ObjectNode ofService = tool("service", "service tool-executor");
        assertThat(ToolsCommand.question(ofService, "person:ann"))
                .hasValueSatisfying(question ->
                        assertThat(question)
                                .contains(
                                        "find", "service:tool-executor", "refused", "person:ann"));
        assertThat(ToolsCommand.question(ofService, "service:tool-executor")).isEmpty();
        assertThat(ToolsCommand.question(tool("person", "person i bob"), "person:ann")).isEmpty();
        assertThat(ToolsCommand.question(tool("nobody", ""), "person:ann")).isEmpty();
    }

    private static ObjectNode tool(String ownerKind, String ownerIdentity) {
        ObjectNode tool =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("name", "find")
                        .put("version", "1.0.0")
                        .put("owner", "somebody to ask")
                        .put("endpoint", "localhost:1")
                        .put("writes", false)
                        .put("owner_kind", ownerKind);
        return ownerIdentity.isEmpty() ? tool : tool.put("owner_identity", ownerIdentity);
    }
}
