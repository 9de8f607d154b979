package io.agentfleet.failpoints.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentfleet.agent.chat.Message;
import io.agentfleet.agent.chat.ToolSpecification;
import io.agentfleet.agent.model.ModelRequest;
import io.agentfleet.agent.model.ModelResponse;
import io.agentfleet.schemas.AgentName;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import io.agentfleet.taskmodel.run.ToolCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class DrillLanguageModelTest {

    private static final ToolSpecification BOOK =
            new ToolSpecification("keep_book", "1.0.0", "keeps a book", "{}");

    private final DrillLanguageModel model = new DrillLanguageModel();
    private final List<Message> messages = new ArrayList<>();

    private void asked(String packet) {
        messages.add(new Message.SystemPrompt("You are an agent."));
        messages.add(new Message.User(packet));
    }

    private ModelResponse call(List<ToolSpecification> tools) {
        ModelResponse response =
                model.complete(
                        new ModelRequest(
                                new AgentName("search"), messages, tools, Optional.empty(), 100));
        messages.add(response.message());
        for (ToolCall call : response.message().toolCalls()) {
            messages.add(new Message.ToolResult(call.id(), call.tool(), "{\"entries\": 1}"));
        }
        return response;
    }

    private String plan(String agents) {
        asked("## Task\nDo it\n\n## Agents\n" + agents + "\n\n## Limits\nAt most 10 steps.");
        ModelRequest request =
                new ModelRequest(
                        new AgentName("planner"),
                        messages,
                        List.of(),
                        Optional.of("{\"title\" : \"Plan\"}"),
                        100);
        return model.complete(request).message().text();
    }

    @Test
    void plansSearchAndAnalysisSideBySideThenTheWriter() {
        assertThat(plan("- analysis: counts\n- search: finds\n- writer: writes"))
                .isEqualTo(
                        "{\"nodes\":["
                                + "{\"id\":\"search\",\"agent\":\"search\",\"prompt\":\"Do the part of search\",\"depends_on\":[]},"
                                + "{\"id\":\"analysis\",\"agent\":\"analysis\",\"prompt\":\"Do the part of analysis\",\"depends_on\":[]},"
                                + "{\"id\":\"report\",\"agent\":\"writer\",\"prompt\":\"Do the part of writer\",\"depends_on\":[\"search\",\"analysis\"]}]}");
    }

    @Test
    void plansWithoutAgentsThatAreNotThere() {
        assertThat(plan("- analysis: counts"))
                .contains("\"agent\":\"analysis\"")
                .doesNotContain("search", "writer");
        assertThatThrownBy(() -> plan("- chess: plays")).hasMessageContaining("[chess]");
    }

    @Test
    void callsTheBookOnceThenEnds() {
        asked("## Task\nfind it\n\n## User goal\ncount the orders");
        assertThat(call(List.of(BOOK)).message().toolCalls())
                .containsExactly(new ToolCall("call-1", "keep_book", "{\"entry\":\"search-1\"}"));
        assertThat(call(List.of(BOOK)).message().text())
                .isEqualTo("{\"kind\":\"drill\",\"agent\":\"search\",\"entries\":1,\"errors\":[]}");
    }

    @Test
    void followsTheUsersDirectivesNotThoseInOtherAgentsTexts() {
        asked("## Task\nfind it\n\n## User goal\ndrill steps=2\n\n## Output of a\ndrill steps=9");
        assertThat(call(List.of(BOOK)).message().toolCalls()).hasSize(1);
        assertThat(call(List.of(BOOK)).message().toolCalls())
                .extracting(ToolCall::arguments)
                .containsExactly("{\"entry\":\"search-2\"}");
        assertThat(call(List.of(BOOK)).message().toolCalls()).isEmpty();
    }

    @Test
    void startsAnewWithEachTaskOfASession() {
        asked("## Task\nfirst");
        call(List.of(BOOK));
        call(List.of(BOOK));
        messages.add(new Message.User("## Task\nsecond"));
        assertThat(call(List.of(BOOK)).message().toolCalls()).hasSize(1);
    }

    @Test
    void reportsWhatWentWrong() {
        asked("## Task\nfind it");
        call(List.of(BOOK));
        messages.removeLast();
        messages.add(
                new Message.ToolResult("call-1", "keep_book", "{\"error\":\"effect_ambiguous\"}"));
        assertThat(call(List.of(BOOK)).message().text())
                .contains("\"entries\":0")
                .contains("effect_ambiguous");
    }

    @Test
    void saysHowToStartADrillWithoutTheBook() {
        asked("## Task\nfind it");
        assertThatThrownBy(() -> call(List.of()))
                .isInstanceOfSatisfying(
                        FleetException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.UNKNOWN_TOOL))
                .hasMessageContaining("./fleet up --drill");
    }

    @Test
    void countsTheWordsThatAreNewToIt() {
        asked("## Task\nfind it now");
        assertThat(call(List.of(BOOK)).usage().input()).isEqualTo(5);
        assertThat(call(List.of(BOOK)).usage().input()).isEqualTo(2);
    }

    @Test
    void stopsWaitingWhenInterrupted() throws InterruptedException {
        asked("## Task\ndrill latency=20m");
        CountDownLatch begun = new CountDownLatch(1);
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread caller =
                Thread.ofVirtual()
                        .start(() -> {
                            begun.countDown();
                            try {
                                call(List.of(BOOK));
                            } catch (FleetException e) {
                                thrown.set(e);
                            }
                        });
        begun.await();
        caller.interrupt();
        caller.join();
        assertThat(thrown.get())
                .isInstanceOfSatisfying(
                        FleetException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.CANCELLED));
    }
}
