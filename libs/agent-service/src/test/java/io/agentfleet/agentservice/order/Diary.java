package io.agentfleet.agentservice.order;

import io.agentfleet.agent.chat.Message;
import io.agentfleet.agent.model.ModelRequest;
import io.agentfleet.agent.model.ModelResponse;
import io.agentfleet.taskmodel.run.TokenUsage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Which process asked its model for which task, and when it was answered; holds first tasks. */
final class Diary {

    /** One model call, from its start to its end. */
    record Line(String process, String session, int task, boolean end) {}

    final CountDownLatch gate = new CountDownLatch(1);
    private final List<Line> lines = new ArrayList<>();

    /** Prompts are {@code SESSION NUMBER}; those of number 0 wait for the gate. */
    ModelResponse answer(String process, ModelRequest request) {
        String text = ((Message.User) request.messages().getLast()).text();
        String[] prompt = text.lines().skip(1).findFirst().orElseThrow().split(" ", 2);
        int number = Integer.parseInt(prompt[1]);
        note(new Line(process, prompt[0], number, false));
        try {
            if (number == 0) {
                gate.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        note(new Line(process, prompt[0], number, true));
        return new ModelResponse(
                new Message.Assistant("done by " + process, List.of()), new TokenUsage(1, 1));
    }

    private synchronized void note(Line line) {
        lines.add(line);
    }

    synchronized List<Line> lines() {
        return List.copyOf(lines);
    }
}
