package io.agentfleet.agent.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentfleet.agent.chat.Message;
import io.agentfleet.taskmodel.run.ToolCall;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ContextWindowTest {

    private static Conversation turns(int count, int words) {
        return new Conversation(
                1,
                IntStream.range(0, count)
                        .mapToObj(
                                i -> new Turn("t" + i, "question " + i, "word ".repeat(words) + i))
                        .toList());
    }

    private static int tokens(List<Message> messages) {
        return messages.stream().mapToInt(TokenCounter::count).sum();
    }

    @Test
    void opensWithThePromptThenEarlierTurnsThenTheTask() {
        List<Message> messages =
                new ContextWindow(1000).open("You search.", turns(2, 1), "the task", 8192);
        assertThat(messages).hasSize(6);
        assertThat(messages.getFirst()).isEqualTo(new Message.SystemPrompt("You search."));
        assertThat(messages.get(1)).isEqualTo(new Message.User("question 0"));
        assertThat(messages.getLast()).isEqualTo(new Message.User("the task"));
    }

    @Test
    void keepsTheNewestTurnsWithinTheirShareAndSummarisesOlderOnes() {
        List<Message> messages =
                new ContextWindow(100_000).open("You search.", turns(30, 60), "the task", 4096);
        List<Message> recalled = messages.subList(1, messages.size() - 1);
        assertThat(tokens(recalled)).isLessThanOrEqualTo(1024);
        assertThat(recalled).contains(new Message.User("question 29"));
        assertThat(recalled).doesNotContain(new Message.User("question 0"));
    }

    @Test
    void blanksTheOldestToolResultsFirst() {
        List<Message> messages = new ArrayList<>();
        messages.add(new Message.SystemPrompt("You search."));
        messages.add(new Message.User("the task"));
        for (int i = 0; i < 10; i++) {
            messages.add(new Message.Assistant("", List.of(new ToolCall("c" + i, "find", "{}"))));
            messages.add(new Message.ToolResult("c" + i, "find", "word ".repeat(300) + i));
        }
        List<Message> fitting = new ContextWindow(2000).fit(messages);
        assertThat(tokens(fitting)).isLessThanOrEqualTo(2000);
        assertThat(fitting)
                .hasSameSizeAs(messages)
                .startsWith(messages.subList(0, 3).toArray(Message[]::new));
        assertThat(fitting.get(3).toString()).contains("left out");
        assertThat(fitting.getLast()).isEqualTo(messages.getLast());
    }

    @Test
    void remembersATaskOnlyOnce() {
        Conversation once = Conversation.EMPTY.with(new Turn("t1", "q", "a"));
        assertThat(once.with(new Turn("t1", "q", "b"))).isEqualTo(once);
        assertThat(once.before("t1").turns()).isEmpty();
    }
}
