package io.agentfleet.modelserver.script;

import io.agentfleet.agent.memory.TokenCounter;
import io.agentfleet.modelserver.backend.Backend;
import io.agentfleet.modelserver.backend.PacedAnswer;
import io.agentfleet.modelserver.backend.TokenEstimate;
import io.agentfleet.modelserver.chat.AnswerUsage;
import io.agentfleet.modelserver.chat.ChatAnswer;
import io.agentfleet.modelserver.chat.ChatRequest;
import io.agentfleet.modelserver.chat.Refusal;
import io.agentfleet.modelserver.chat.RefusalException;
import io.agentfleet.taskmodel.run.ToolCall;
import java.util.ArrayList;
import java.util.List;

/** Answers by a script. */
public final class ScriptedBackend implements Backend {

    private static final List<String> USUAL_MODELS = List.of("scripted-1");

    private final Script script;
    private final int[] used;
    private int answers;

    /** Where usage is to be counted, the tokenizer is loaded before it is needed. */
    public ScriptedBackend(Script script) {
        this.script = script;
        this.used = new int[script.entries().size()];
        if (script.entries().stream().anyMatch(entry -> entry.usage().isEmpty())) {
            Thread.ofVirtual().name("tokenizer").start(() -> TokenCounter.count("ready"));
        }
    }

    @Override
    public String description() {
        return "%d answers of %s".formatted(script.entries().size(), script.name());
    }

    @Override
    public List<String> models() {
        return script.models().isEmpty() ? USUAL_MODELS : script.models();
    }

    @Override
    public boolean refusesOtherModels() {
        return !script.models().isEmpty();
    }

    @Override
    public PacedAnswer answer(ChatRequest request) {
        ScriptEntry entry;
        int number;
        synchronized (this) {
            entry = take(request);
            number = ++answers;
        }
        List<ToolCall> calls = named(entry.toolCalls(), number);
        AnswerUsage usage =
                entry.usage()
                        .orElseGet(() ->
                                TokenEstimate.of(request, entry.reasoning(), entry.text(), calls));
        ChatAnswer usual = ChatAnswer.of(entry.text(), calls, usage);
        ChatAnswer answer =
                new ChatAnswer(
                        entry.reasoning(),
                        entry.text(),
                        calls,
                        usage,
                        entry.stop().orElse(usual.stop()));
        return new PacedAnswer(answer, entry.delay(), entry.between(), entry.fault());
    }

    private ScriptEntry take(ChatRequest request) {
        for (int i = 0; i < used.length; i++) {
            ScriptEntry entry = script.entries().get(i);
            boolean left = entry.times() == 0 || used[i] < entry.times();
            if (left && entry.when().fits(request)) {
                used[i]++;
                return entry;
            }
        }
        throw new RefusalException(
                Refusal.invalid(
                        "",
                        "The script %s has no answer left for this request (answer number %d): add one, or raise 'times' (0: any number)."
                                .formatted(script.name(), answers + 1)));
    }

    /** Calls without an id get one that no other answer has. */
    private static List<ToolCall> named(List<ToolCall> calls, int answer) {
        List<ToolCall> named = new ArrayList<>();
        for (ToolCall call : calls) {
            String id =
                    call.id().isEmpty()
                            ? "call_%d_%d".formatted(answer, named.size() + 1)
                            : call.id();
            named.add(new ToolCall(id, call.tool(), call.arguments()));
        }
        return named;
    }
}
