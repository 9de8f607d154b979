package io.agentfleet.modelserver.fault;

import io.agentfleet.modelserver.chat.AnswerUsage;
import io.agentfleet.modelserver.chat.ChatAnswer;
import io.agentfleet.modelserver.chat.ChatAnswer.StopReason;
import io.agentfleet.taskmodel.run.ToolCall;
import java.util.List;

/** What becomes of an answer with a fault in it. */
public final class FaultyAnswer {

    private static final String SENTENCE = "This answer is far longer than anybody asked for. ";
    private static final int TOKENS_OF_SENTENCE = 10;

    private FaultyAnswer() {}

    /** True if the answer has what the fault is about. */
    public static boolean fits(Fault fault, ChatAnswer answer) {
        return switch (fault) {
            case Fault.InvalidArguments _ -> !answer.toolCalls().isEmpty();
            case Fault.Changed _ -> true;
            case Fault.Disturbed _ -> true;
            case Fault.Refused _ -> false;
            case Fault.Closed _ -> false;
        };
    }

    /** The answer with the fault. */
    public static ChatAnswer of(Fault.Changed fault, ChatAnswer answer) {
        return switch (fault) {
            case Fault.InvalidArguments _ ->
                    calling(
                            answer,
                            answer.toolCalls().stream().map(FaultyAnswer::withoutEnd).toList());
            case Fault.UnknownTool unknown -> calling(answer, renamed(answer, unknown.tool()));
            case Fault.EmptyAnswer _ -> only(answer, "", 0, StopReason.END);
            case Fault.ContentFilter _ -> only(answer, "", 0, StopReason.CONTENT_FILTER);
            case Fault.GiantAnswer giant -> {
                int sentences = giant.characters() / SENTENCE.length() + 1;
                String text = SENTENCE.repeat(sentences).substring(0, giant.characters());
                yield only(answer, text, sentences * TOKENS_OF_SENTENCE, StopReason.END);
            }
        };
    }

    private static ToolCall withoutEnd(ToolCall call) {
        String arguments = call.arguments();
        return new ToolCall(
                call.id(),
                call.tool(),
                arguments.substring(0, Math.max(0, arguments.length() - 1)));
    }

    private static List<ToolCall> renamed(ChatAnswer answer, String tool) {
        return answer.toolCalls().isEmpty()
                ? List.of(new ToolCall("call_unknown", tool, "{}"))
                : answer.toolCalls().stream()
                        .map(call -> new ToolCall(call.id(), tool, call.arguments()))
                        .toList();
    }

    private static ChatAnswer calling(ChatAnswer answer, List<ToolCall> calls) {
        return new ChatAnswer(
                answer.reasoning(), answer.text(), calls, answer.usage(), StopReason.TOOL_CALLS);
    }

    private static ChatAnswer only(ChatAnswer answer, String text, int output, StopReason stop) {
        AnswerUsage usage = answer.usage();
        return new ChatAnswer(
                "",
                text,
                List.of(),
                new AnswerUsage(usage.input(), output, usage.cached(), 0),
                stop);
    }
}
