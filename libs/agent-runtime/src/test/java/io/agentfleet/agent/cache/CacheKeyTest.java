package io.agentfleet.agent.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentfleet.agent.chat.Message;
import io.agentfleet.agent.chat.ToolSpecification;
import io.agentfleet.agent.fake.ScriptedLanguageModel;
import io.agentfleet.agent.model.LanguageModel;
import io.agentfleet.agent.model.ModelId;
import io.agentfleet.agent.model.ModelRequest;
import io.agentfleet.agent.model.ModelResponse;
import io.agentfleet.schemas.AgentName;
import io.agentfleet.taskmodel.run.ToolCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CacheKeyTest {

    private static final ToolSpecification FIND =
            new ToolSpecification("find", "1.0.0", "finds", "{\"type\":\"object\"}");
    private static final LanguageModel MODEL = new ScriptedLanguageModel();

    private static List<Message> conversation(String prompt, String callId, String data) {
        return List.of(
                new Message.SystemPrompt(prompt),
                new Message.User("What is new?"),
                new Message.Assistant("", List.of(new ToolCall(callId, "find", "{}"))),
                new Message.ToolResult(callId, "find", data));
    }

    private static CacheKey key(List<Message> messages, ToolSpecification tool, int most) {
        return CacheKey.of("acme", request(messages, tool, Optional.empty(), most), "gpt", MODEL);
    }

    private static ModelRequest request(
            List<Message> messages, ToolSpecification tool, Optional<String> schema, int most) {
        return new ModelRequest(new AgentName("search"), messages, List.of(tool), schema, most);
    }

    @Test
    void equalCallsHaveOneKeyWhateverIdsTheModelMadeUp() {
        CacheKey first = key(conversation("You find.", "call_7f3", "rows 1"), FIND, 100);
        assertThat(key(conversation("You find.", "call_0a9", "rows 1"), FIND, 999))
                .isEqualTo(first);
    }

    @Test
    void aChangedPromptDataToolSchemaModelSettingOrTenantMisses() {
        List<Message> usual = conversation("You find.", "c", "rows 1");
        List<CacheKey> keys = new ArrayList<>();
        keys.add(key(usual, FIND, 100));
        keys.add(key(conversation("You find well.", "c", "rows 1"), FIND, 100));
        keys.add(key(conversation("You find.", "c", "rows 2"), FIND, 100));
        keys.add(key(usual, new ToolSpecification("find", "1.0.1", "finds", "{}"), 100));
        keys.add(key(usual, new ToolSpecification("find", "1.0.0", "finds", "{}"), 100));
        ModelRequest request = request(usual, FIND, Optional.empty(), 100);
        keys.add(CacheKey.of("acme", request(usual, FIND, Optional.of("{}"), 100), "gpt", MODEL));
        keys.add(CacheKey.of("umbrella", request, "gpt", MODEL));
        keys.add(CacheKey.of("acme", request, "claude", MODEL));
        keys.add(CacheKey.of("acme", request, "gpt", new ScriptedLanguageModel("fake-2")));
        keys.add(CacheKey.of("acme", request, "gpt", new Warm()));
        assertThat(keys).doesNotHaveDuplicates();
    }

    @Test
    void textThatMovesFromOneMessageToTheNextMisses() {
        assertThat(key(List.of(new Message.User("ab"), new Message.User("c")), FIND, 1))
                .isNotEqualTo(key(List.of(new Message.User("a"), new Message.User("bc")), FIND, 1));
    }

    private static final class Warm implements LanguageModel {
        @Override
        public ModelId id() {
            return MODEL.id();
        }

        @Override
        public String settings() {
            return "temperature=0.9";
        }

        @Override
        public ModelResponse complete(ModelRequest request) {
            return MODEL.complete(request);
        }
    }
}
