package io.agentfleet.modelserver.offline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentfleet.agent.chat.Message;
import io.agentfleet.agent.chat.ToolSpecification;
import io.agentfleet.agent.model.ModelRequest;
import io.agentfleet.modelserver.anthropic.AnthropicProtocol;
import io.agentfleet.modelserver.chat.AnswerUsage;
import io.agentfleet.modelserver.chat.ChatAnswer;
import io.agentfleet.modelserver.chat.ChatRequest;
import io.agentfleet.modelserver.gemini.GeminiProtocol;
import io.agentfleet.modelserver.ollama.OllamaProtocol;
import io.agentfleet.modelserver.openai.OpenAiProtocol;
import io.agentfleet.modelserver.protocol.Protocol;
import io.agentfleet.offline.model.OfflineLanguageModel;
import io.agentfleet.schemas.AgentName;
import io.agentfleet.taskmodel.run.ToolCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A conversation with the rules says the same behind each protocol as without one. */
class LanguageModelBackendTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PARAMETERS =
            "{\"type\":\"object\",\"properties\":{\"query\":{\"type\":\"string\"}}}";
    private static final String QUESTION = "## Task\nWhen are refunds paid?\n## Limits\nx";
    private static final String HITS =
            """
            {"hits":[{"document":"policy.md","title":"Policy","location":"Refunds",
             "passage":"Refunds are paid within 5 working days.","score":2.1}],"documents":1}\
            """;

    private final OfflineLanguageModel model = new OfflineLanguageModel();
    private final LanguageModelBackend backend = new LanguageModelBackend(model);

    @Test
    void throughOpenAi() {
        check(
                new OpenAiProtocol(),
                """
                {"model":"m","tools":[{"type":"function","function":{"name":"search_documents","description":"finds","parameters":%s}}],
                 "messages":[{"role":"system","content":"You search."},{"role":"user","content":[{"type":"text","text":%s}]}%s]}
                """,
                """
                ,{"role":"assistant","content":null,"tool_calls":[{"id":"%s","type":"function","function":{"name":"search_documents","arguments":%s}}]}
                ,{"role":"tool","tool_call_id":"%1$s","content":%3$s}
                """,
                true);
    }

    @Test
    void throughAnthropic() {
        check(
                new AnthropicProtocol(),
                """
                {"model":"m","max_tokens":4096,"tools":[{"name":"search_documents","description":"finds","input_schema":%s}],
                 "system":[{"type":"text","text":"You search."}],"messages":[{"role":"user","content":%s}%s]}
                """,
                """
                ,{"role":"assistant","content":[{"type":"tool_use","id":"%s","name":"search_documents","input":%s}]}
                ,{"role":"user","content":[{"type":"tool_result","tool_use_id":"%1$s","content":[{"type":"text","text":%3$s}]}]}
                """,
                false);
    }

    @Test
    void throughGemini() {
        check(
                new GeminiProtocol(),
                """
                {"tools":[{"function_declarations":[{"name":"search_documents","description":"finds","parametersJsonSchema":%s}]}],
                 "systemInstruction":{"parts":[{"text":"You search."}]},"contents":[{"role":"user","parts":[{"text":%s}]}%s]}
                """,
                """
                ,{"role":"model","parts":[{"functionCall":{"id":"%s","name":"search_documents","args":%s}}]}
                ,{"role":"user","parts":[{"functionResponse":{"id":"%1$s","name":"search_documents","response":{"response":%3$s}}}]}
                """,
                false);
    }

    @Test
    void throughOllama() {
        check(
                new OllamaProtocol(),
                """
                {"model":"m","tools":[{"type":"function","function":{"name":"search_documents","description":"finds","parameters":%s}}],
                 "messages":[{"role":"system","content":"You search."},{"role":"user","content":%s}%s]}
                """,
                """
                ,{"role":"assistant","content":"","tool_calls":[{"id":"%s","function":{"name":"search_documents","arguments":%s}}]}
                ,{"role":"tool","tool_name":"search_documents","content":%3$s}
                """,
                false);
    }

    private void check(Protocol protocol, String body, String exchange, boolean argumentsAsText) {
        ChatAnswer first = answer(protocol, body.formatted(PARAMETERS, quoted(QUESTION), ""));
        ToolCall call = first.toolCalls().getFirst();
        assertThat(first).isEqualTo(direct(List.of()));

        String arguments = argumentsAsText ? quoted(call.arguments()) : call.arguments();
        String after = exchange.formatted(call.id(), arguments, quoted(HITS));
        ChatAnswer last = answer(protocol, body.formatted(PARAMETERS, quoted(QUESTION), after));
        assertThat(last.text()).contains("Refunds are paid within 5 working days.");
        assertThat(last)
                .isEqualTo(
                        direct(
                                List.of(
                                        new Message.Assistant("", List.of(call)),
                                        new Message.ToolResult(call.id(), call.tool(), HITS))));
    }

    private ChatAnswer answer(Protocol protocol, String body) {
        ChatRequest request = protocol.read(json(body), new Protocol.Target("m", false));
        return backend.answer(request).answer();
    }

    private ChatAnswer direct(List<Message> exchange) {
        List<Message> messages =
                new ArrayList<>(
                        List.of(
                                new Message.SystemPrompt("You search."),
                                new Message.User(QUESTION)));
        messages.addAll(exchange);
        var response =
                model.complete(
                        new ModelRequest(
                                new AgentName("search"),
                                messages,
                                List.of(
                                        new ToolSpecification(
                                                "search_documents", "", "finds", PARAMETERS)),
                                Optional.empty(),
                                4096));
        return ChatAnswer.of(
                response.message().text(),
                response.message().toolCalls(),
                new AnswerUsage(response.usage().input(), response.usage().output(), 0, 0));
    }

    private static ObjectNode json(String text) {
        try {
            JsonNode node = JSON.readTree(text);
            return (ObjectNode) node;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    private static String quoted(String text) {
        return JSON.valueToTree(text).toString();
    }
}
