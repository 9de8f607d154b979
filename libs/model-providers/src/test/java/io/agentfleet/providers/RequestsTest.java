package io.agentfleet.providers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agentfleet.agent.model.ModelRequest;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What reaches a provider of a conversation. */
class RequestsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The schemas of the arguments, word for word. */
    private static final String PROPERTIES =
            """
            {"q":{"type":"string","minLength":1,"description":"찾을 말"},
            "where":{"oneOf":[{"const":"sea"},{"const":"land"}]}}\
            """;

    private static final String SCHEMA =
            """
            {"title":"Plan","type":"object","required":["n"],"additionalProperties":false,
            "properties":{"n":{"type":"array","minItems":1,"items":{"type":"string"}}}}\
            """;

    private static PlayedServer.Asked asked(Wire wire, ModelRequest request) {
        try (PlayedServer server = PlayedServer.streams(wire.contentType, wire.says("answer"))) {
            Calls.model(wire, server.address()).complete(request);
            return server.asked.getFirst();
        }
    }

    private static JsonNode json(String text) throws IOException {
        return JSON.readTree(text);
    }

    @ParameterizedTest
    @EnumSource
    void theKeyTravelsInItsHeaderOnly(Wire wire) {
        PlayedServer.Asked asked = asked(wire, Calls.question());
        assertThat(asked.path()).doesNotContain(Calls.KEY);
        assertThat(asked.body()).doesNotContain(Calls.KEY);
        assertThat(String.valueOf(asked.headers().get(keyHeader(wire)))).endsWith(Calls.KEY + "]");
    }

    private static String keyHeader(Wire wire) {
        return switch (wire) {
            case OPENAI, OLLAMA -> "Authorization";
            case ANTHROPIC -> "X-api-key";
            case GEMINI -> "X-goog-api-key";
        };
    }

    @ParameterizedTest
    @EnumSource
    void theBoundOfTheAnswerAndTheTemperatureAreSent(Wire wire) throws IOException {
        JsonNode body = json(asked(wire, Calls.question()).body());
        JsonNode settings =
                switch (wire) {
                    case OPENAI, ANTHROPIC -> body;
                    case GEMINI -> body.path("generationConfig");
                    case OLLAMA -> body.path("options");
                };
        String bound =
                switch (wire) {
                    case OPENAI, ANTHROPIC -> "max_tokens";
                    case GEMINI -> "maxOutputTokens";
                    case OLLAMA -> "num_predict";
                };
        assertThat(settings.path(bound).asInt()).isEqualTo(500);
        assertThat(settings.path("temperature").asDouble()).isEqualTo(0.5);
    }

    @Test
    void ollamaIsToldHowMuchToRead() throws IOException {
        JsonNode body = json(asked(Wire.OLLAMA, Calls.question()).body());
        assertThat(body.at("/options/num_ctx").asInt()).isEqualTo(32_000);
    }

    @Test
    void openAiGetsTheConversation() throws IOException {
        PlayedServer.Asked asked = asked(Wire.OPENAI, Calls.conversation());
        JsonNode body = json(asked.body());

        assertThat(asked.path()).isEqualTo("/v1/chat/completions");
        assertThat(body.at("/messages/0"))
                .isEqualTo(json("{\"role\":\"system\",\"content\":\"You find.\"}"));
        assertThat(body.at("/messages/1/content").asText()).isEqualTo("바다와 \"땅\"을 찾아줘");
        JsonNode calls = body.at("/messages/2/tool_calls");
        assertThat(calls).hasSize(2);
        assertThat(calls.at("/0/id").asText()).isEqualTo("c1");
        assertThat(calls.at("/0/function/arguments").asText()).isEqualTo("{\"q\":\"바다\"}");
        assertThat(json(calls.at("/1/function/arguments").asText()).isObject()).isTrue();
        assertThat(body.at("/messages/3/tool_call_id").asText()).isEqualTo("c1");
        assertThat(body.at("/messages/4/tool_call_id").asText()).isEqualTo("c2");
        assertThat(body.at("/tools/0/function/parameters/properties")).isEqualTo(json(PROPERTIES));
        assertThat(body.at("/stream_options/include_usage").asBoolean()).isTrue();
    }

    @Test
    void anthropicGetsTheConversation() throws IOException {
        PlayedServer.Asked asked = asked(Wire.ANTHROPIC, Calls.conversation());
        JsonNode body = json(asked.body());

        assertThat(asked.path()).isEqualTo("/v1/messages");
        assertThat(body.at("/system/0/text").asText()).isEqualTo("You find.");
        assertThat(body.at("/messages/1/content")).hasSize(2);
        assertThat(body.at("/messages/1/content/0/id").asText()).isEqualTo("c1");
        assertThat(body.at("/messages/1/content/0/input")).isEqualTo(json("{\"q\":\"바다\"}"));
        assertThat(body.at("/messages/1/content/1/input").isObject()).isTrue();
        assertThat(body.at("/messages/2/content")).hasSize(2);
        assertThat(body.at("/messages/2/content/1/tool_use_id").asText()).isEqualTo("c2");
        assertThat(body.at("/tools/0/input_schema/properties")).isEqualTo(json(PROPERTIES));
        assertThat(body.at("/tools/0/input_schema/required/0").asText()).isEqualTo("q");
    }

    @Test
    void geminiGetsTheConversation() throws IOException {
        PlayedServer.Asked asked = asked(Wire.GEMINI, Calls.conversation());
        JsonNode body = json(asked.body());

        assertThat(asked.path())
                .isEqualTo("/v1beta/models/some-model:streamGenerateContent?alt=sse");
        assertThat(body.at("/systemInstruction/parts/0/text").asText()).isEqualTo("You find.");
        JsonNode calls = body.at("/contents/1/parts");
        assertThat(calls).hasSize(2);
        assertThat(calls.at("/0/functionCall/args")).isEqualTo(json("{\"q\":\"바다\"}"));
        assertThat(calls.at("/0/thoughtSignature").asText())
                .isEqualTo("skip_thought_signature_validator");
        assertThat(body.at("/contents/2/parts/0/functionResponse/name").asText()).isEqualTo("find");
        assertThat(body.at("/tools/0/functionDeclarations/0/parametersJsonSchema/properties"))
                .isEqualTo(json(PROPERTIES));
    }

    @Test
    void ollamaGetsTheConversation() throws IOException {
        PlayedServer.Asked asked = asked(Wire.OLLAMA, Calls.conversation());
        JsonNode body = json(asked.body());

        assertThat(asked.path()).isEqualTo("/api/chat");
        assertThat(body.at("/messages/0/role").asText()).isEqualTo("system");
        assertThat(body.at("/messages/2/tool_calls")).hasSize(2);
        assertThat(body.at("/messages/2/tool_calls/0/function/arguments"))
                .isEqualTo(json("{\"q\":\"바다\"}"));
        assertThat(body.at("/messages/3/role").asText()).isEqualTo("tool");
        assertThat(body.at("/tools/0/function/parameters/properties")).isEqualTo(json(PROPERTIES));
    }

    @ParameterizedTest
    @EnumSource
    void theSchemaOfTheAnswerIsSentAsTheProviderTakesIt(Wire wire) throws IOException {
        JsonNode body = json(asked(wire, Calls.asJson(SCHEMA)).body());
        JsonNode schema =
                switch (wire) {
                    case OPENAI -> body.at("/response_format/json_schema/schema");
                    case ANTHROPIC -> body.at("/output_config/format/schema");
                    case GEMINI -> body.at("/generationConfig/responseJsonSchema");
                    case OLLAMA -> body.at("/format");
                };
        String expected = wire == Wire.ANTHROPIC ? SCHEMA.replace("\"minItems\":1,", "") : SCHEMA;
        assertThat(schema).isEqualTo(json(expected));
    }
}
