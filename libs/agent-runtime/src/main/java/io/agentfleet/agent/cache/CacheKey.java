package io.agentfleet.agent.cache;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.agentfleet.agent.chat.Message;
import io.agentfleet.agent.chat.ToolSpecification;
import io.agentfleet.agent.model.LanguageModel;
import io.agentfleet.agent.model.ModelRequest;
import io.agentfleet.taskmodel.run.ToolCall;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/**
 * What an answer depends on: equal keys, equal answers.
 *
 * @param tenant whose data; tenants never share an answer
 * @param hash SHA-256 of messages, tools, output schema, and the model with its settings
 */
public record CacheKey(String tenant, String hash) {

    /**
     * The key of a call. Ids of tool calls count by their order alone, since models make them up;
     * the most tokens of the answer do not count, since only whole answers are kept.
     */
    public static CacheKey of(
            String tenant, ModelRequest request, String name, LanguageModel model) {
        Sha sha = new Sha().add(tenant).add(name).add(model.id().toString()).add(model.settings());
        messages(sha, request.messages());
        request.tools().stream()
                .sorted(Comparator.comparing(ToolSpecification::name))
                .forEach(tool ->
                        sha.add("tool")
                                .add(tool.name())
                                .add(tool.version())
                                .add(tool.description())
                                .add(tool.parameters()));
        return new CacheKey(tenant, sha.add("schema").add(request.outputSchema().orElse("")).hex());
    }

    private static void messages(Sha sha, List<Message> messages) {
        List<String> callIds = new ArrayList<>();
        for (Message message : messages) {
            switch (message) {
                case Message.SystemPrompt(String text) -> sha.add("system").add(text);
                case Message.User(String text) -> sha.add("user").add(text);
                case Message.Assistant(String text, List<ToolCall> calls) -> {
                    sha.add("assistant").add(text);
                    for (ToolCall call : calls) {
                        callIds.add(call.id());
                        sha.add("call").add(call.tool()).add(call.arguments());
                    }
                }
                case Message.ToolResult(String id, String tool, String content) ->
                        sha.add("result")
                                .add(Integer.toString(callIds.lastIndexOf(id)))
                                .add(tool)
                                .add(content);
            }
        }
    }

    /** Each part with its length before it, so that no two lists of parts are read as one. */
    private static final class Sha {

        private final MessageDigest digest;

        Sha() {
            try {
                digest = MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("Every JDK has SHA-256", e);
            }
        }

        Sha add(String part) {
            byte[] bytes = part.getBytes(UTF_8);
            digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
            digest.update(bytes);
            return this;
        }

        String hex() {
            return HexFormat.of().formatHex(digest.digest());
        }
    }
}
