package io.agentfleet.agent.fake;

import io.agentfleet.agent.chat.Message;
import io.agentfleet.agent.model.LanguageModel;
import io.agentfleet.agent.model.ModelId;
import io.agentfleet.agent.model.ModelRequest;
import io.agentfleet.agent.model.ModelResponse;
import io.agentfleet.taskmodel.run.TokenUsage;
import io.agentfleet.taskmodel.run.ToolCall;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A model that says what it was told to say, one line per call; the last line is repeated.
 * Remembers what it was asked.
 */
public final class ScriptedLanguageModel implements LanguageModel {

    private static final TokenUsage USUAL = new TokenUsage(10, 5);

    private final ModelId id;
    private final List<Function<ModelRequest, ModelResponse>> lines = new ArrayList<>();
    private final List<ModelRequest> requests = new ArrayList<>();

    public ScriptedLanguageModel() {
        this("fake-1");
    }

    public ScriptedLanguageModel(String name) {
        this.id = new ModelId("scripted", name);
    }

    /** The next call gets this final answer. */
    public ScriptedLanguageModel answers(String text) {
        return does(request -> response(text, List.of(), USUAL));
    }

    /** The next call gets this final answer and uses these tokens. */
    public ScriptedLanguageModel answers(String text, TokenUsage usage) {
        return does(request -> response(text, List.of(), usage));
    }

    /** The next call asks for these tools, each given as {@code name:arguments}. */
    public ScriptedLanguageModel calls(String... tools) {
        return does(request -> response("", toolCalls(tools), USUAL));
    }

    /** The next call does this. */
    public ScriptedLanguageModel does(Function<ModelRequest, ModelResponse> line) {
        lines.add(line);
        return this;
    }

    private static ModelResponse response(String text, List<ToolCall> calls, TokenUsage usage) {
        return new ModelResponse(new Message.Assistant(text, calls), usage);
    }

    private static List<ToolCall> toolCalls(String... tools) {
        List<ToolCall> calls = new ArrayList<>();
        for (String tool : tools) {
            int colon = tool.indexOf(':');
            calls.add(
                    new ToolCall(
                            "call-" + calls.size(),
                            tool.substring(0, colon),
                            tool.substring(colon + 1)));
        }
        return calls;
    }

    /** What it was asked so far. */
    public synchronized List<ModelRequest> requests() {
        return List.copyOf(requests);
    }

    @Override
    public ModelId id() {
        return id;
    }

    @Override
    public ModelResponse complete(ModelRequest request) {
        Function<ModelRequest, ModelResponse> line;
        synchronized (this) {
            line = lines.get(Math.min(requests.size(), lines.size() - 1));
            requests.add(request);
        }
        return line.apply(request);
    }
}
