package io.agentfleet.offline.model;

import io.agentfleet.agent.chat.Message;
import io.agentfleet.agent.memory.TokenCounter;
import io.agentfleet.offline.compose.Json;
import io.agentfleet.offline.compose.Report;
import io.agentfleet.offline.language.Language;
import io.agentfleet.offline.model.CurrentTurn.Exchange;
import io.agentfleet.taskmodel.run.ToolCall;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Rules of the writer: compose the report, store it once, answer with the same text. */
final class WritingRules {
    private static final String WRITE = "write_file";
    private static final String FILE = "report.md";
    private static final Pattern PARTS = Pattern.compile("\\(parts: ([\\w., -]+)\\)");

    private WritingRules() {}

    static Message.Assistant next(CurrentTurn turn) {
        String report = report(turn);
        List<Exchange> writings = turn.exchanges(WRITE);
        if (writings.isEmpty() && turn.stepsLeft() > 1) {
            return turn.call(WRITE, Json.object().put("path", FILE).put("content", report));
        }
        if (writings.stream().anyMatch(e -> !e.failed())) {
            return CurrentTurn.answer(report);
        }
        String why = writings.isEmpty() ? "max_steps" : writings.getLast().error();
        String note =
                Language.of(turn.packet().goal())
                        .pick(
                                "The report could not be stored as " + FILE + ": ",
                                "보고서를 " + FILE + "로 저장하지 못했습니다: ");
        return CurrentTurn.answer(report + "\n" + Report.remark(note + why));
    }

    private static String report(CurrentTurn turn) {
        PromptSections packet = turn.packet();
        Map<String, String> outputs = packet.outputs();
        List<String> missing = missing(packet);
        String full = Report.compose(packet.goal(), outputs, missing, false);
        boolean fits =
                turn.maxOutputTokens() <= 0 || TokenCounter.count(full) <= turn.maxOutputTokens();
        return fits ? full : Report.compose(packet.goal(), outputs, missing, true);
    }

    /** The nodes that the task names and that have no output. */
    private static List<String> missing(PromptSections packet) {
        Matcher parts = PARTS.matcher(packet.task());
        if (!parts.find()) {
            return List.of();
        }
        return Arrays.stream(parts.group(1).split(",", -1))
                .map(String::strip)
                .filter(part -> !part.isEmpty() && !packet.outputs().containsKey(part))
                .toList();
    }

    /** Whether the call stored exactly this text. */
    static boolean isCopy(ToolCall call, String text) {
        return call.tool().equals(WRITE)
                && !text.isEmpty()
                && Json.read(call.arguments()).path("content").asText().equals(text);
    }
}
