package io.agentfleet.modelserver.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentfleet.agent.chat.Message;
import io.agentfleet.agent.chat.ToolSpecification;
import io.agentfleet.modelserver.chat.AnswerUsage;
import io.agentfleet.modelserver.chat.ChatRequest;
import io.agentfleet.modelserver.chat.ChatRequest.Delivery;
import io.agentfleet.modelserver.chat.RefusalException;
import io.agentfleet.modelserver.fault.Fault;
import io.agentfleet.taskmodel.run.ToolCall;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScriptTest {

    @Test
    void readsYamlWithAllFields() {
        Script script =
                Script.parse(
                        """
                        models: [a, b]
                        answers:
                          - when: {user: hi}
                            times: 2
                            text: hello
                            reasoning: hm
                            tool_calls:
                              - {name: look, arguments: {at: 1}}
                              - {id: c2, name: look, arguments: '{"at"'}
                            usage: {input: 10, output: 5, cached: 4, reasoning: 1}
                            delay: 100ms
                            between: 1s
                            fault: cut-in-tool-call
                        """);

        ScriptEntry entry = script.entries().getFirst();
        assertThat(script.models()).containsExactly("a", "b");
        assertThat(entry.toolCalls())
                .containsExactly(
                        new ToolCall("", "look", "{\"at\":1}"),
                        new ToolCall("c2", "look", "{\"at\""));
        assertThat(entry.usage()).contains(new AnswerUsage(10, 5, 4, 1));
        assertThat(entry.between()).isEqualTo(Duration.ofSeconds(1));
        assertThat(entry.fault()).contains(new Fault.Cut(Fault.Place.IN_TOOL_CALL));
    }

    @Test
    void readsJson() {
        Script script = Script.parse("{\"answers\": [{\"text\": \"hello\"}]}");

        assertThat(script.entries().getFirst().text()).isEqualTo("hello");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "answers: [{text: 1}]|script:2: answers[0].text: it is integer: use string",
                "answers: []|script:2: answers: [] is not possible: use 1",
                "answers: [{txt: a}]|script:2: answers[0].txt: there is no such field: remove it",
                "answers: [{tool_calls: [{arguments: {}}]}]|answers[0].tool_calls[0].name: it is missing: add it",
                "answers: [{stop: never}]|answers[0].stop: \"never\" is not possible: use end, tool_calls, length",
                "answers: [{fault: boom}]|script:2: fault: the fault 'boom' is unknown: use one of refuse",
                "answers: [{delay: soon}]|script:2: delay: delay 'soon' is no duration: write it as 500ms",
                "answers: [{when: {user: '('}}]|script:2: user: '(' is no regular expression",
                "answers: [{usage: {input: 1, output: 1, cached: 2}}]|script:2: usage: usage of 1 in (2 cached)",
                "answers: [|it is neither YAML nor JSON",
                "other: 1|answers: it is missing: add it"
            })
    void saysWhereItIsWrongAndWhatToDo(String text, String message) {
        assertThatThrownBy(() -> Script.parse("# a script\n" + text))
                .isInstanceOf(ScriptException.class)
                .hasMessageContaining(message);
    }

    @Test
    void saysWhichFileCannotBeRead() {
        assertThatThrownBy(() -> Script.read(Path.of("no-such.yaml")))
                .hasMessage(
                        "the script 'no-such.yaml' cannot be read (NoSuchFileException): name a YAML or JSON file");
    }

    @Test
    void eachRequestGetsTheFirstAnswerThatFitsAndIsLeft() {
        ScriptedBackend backend =
                new ScriptedBackend(
                        Script.parse(
                                """
                                answers:
                                  - {when: {after: look}, text: seen}
                                  - {when: {offers: look, user: "^see"}, tool_calls: [{name: look}]}
                                  - {when: {schema: Plan}, text: planned}
                                  - {when: {system: kind, model: big}, text: kind}
                                  - {text: first}
                                  - {text: often, times: 0}
                                """));
        Message user = new Message.User("see");
        Message called = new Message.Assistant("", List.of(new ToolCall("1", "look", "{}")));
        Message result = new Message.ToolResult("1", "look", "{}");

        assertThat(text(backend, request("m", List.of(user)))).isEqualTo("first");
        ToolCall call =
                backend.answer(request("m", List.of(user), "look")).answer().toolCalls().getFirst();
        assertThat(call.id()).isEqualTo("call_2_1");
        assertThat(text(backend, request("m", List.of(user, called, result), "look")))
                .isEqualTo("seen");
        Message kind = new Message.SystemPrompt("be kind");
        assertThat(text(backend, request("big", List.of(kind, user)))).isEqualTo("kind");
        assertThat(text(backend, request("m", List.of(user)))).isEqualTo("often");
    }

    @Test
    void saysWhenNothingIsLeft() {
        ScriptedBackend backend = new ScriptedBackend(Script.parse("answers: [{text: once}]"));
        ChatRequest request = request("m", List.of(new Message.User("x")));
        backend.answer(request);

        assertThatThrownBy(() -> backend.answer(request))
                .isInstanceOf(RefusalException.class)
                .hasMessageContaining("has no answer left for this request (answer number 2)");
    }

    @Test
    void countsUsageThatTheScriptDoesNotSay() {
        ScriptedBackend backend =
                new ScriptedBackend(
                        Script.parse("answers: [{text: hello world, reasoning: hello}]"));

        assertThat(
                        backend.answer(request("m", List.of(new Message.User("hello"))))
                                .answer()
                                .usage())
                .isEqualTo(new AnswerUsage(5, 3, 0, 1));
    }

    private static String text(ScriptedBackend backend, ChatRequest request) {
        return backend.answer(request).answer().text();
    }

    private static ChatRequest request(String model, List<Message> messages, String... tools) {
        return new ChatRequest(
                model,
                Delivery.WHOLE,
                messages,
                List.of(tools).stream()
                        .map(tool -> new ToolSpecification(tool, "", "", "{}"))
                        .toList(),
                Optional.empty(),
                Optional.empty(),
                0);
    }
}
