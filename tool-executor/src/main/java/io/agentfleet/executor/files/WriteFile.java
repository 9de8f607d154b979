package io.agentfleet.executor.files;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.agentfleet.executor.sandbox.Arguments;
import io.agentfleet.executor.sandbox.OutputFolder;
import io.agentfleet.executor.sandbox.ProducedFile;
import io.agentfleet.executor.sandbox.Tool;
import io.agentfleet.executor.sandbox.ToolContext;
import io.agentfleet.executor.sandbox.ToolDescriptor;
import io.agentfleet.executor.sandbox.ToolResult;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * {@code write_file}: a text file in the task's output folder, in which no spreadsheet finds a
 * formula and no browser a program.
 */
public final class WriteFile implements Tool {

    private static final ToolDescriptor DEFINITION =
            ToolDescriptor.of(WriteFile.class, "write_file");

    private final OutputFolder folder;

    public WriteFile(OutputFolder folder) {
        this.folder = folder;
    }

    @Override
    public ToolDescriptor definition() {
        return DEFINITION;
    }

    @Override
    public ToolResult run(JsonNode arguments, ToolContext context) {
        Arguments given = new Arguments(arguments);
        String path = given.text("path");
        byte[] content =
                SafeContent.of(path, given.anyText("content")).getBytes(StandardCharsets.UTF_8);
        ProducedFile file = folder.write(context, path, content);
        return new ToolResult(
                JsonNodeFactory.instance
                        .objectNode()
                        .put("path", file.name())
                        .put("bytes", file.sizeBytes()),
                List.of(file));
    }
}
