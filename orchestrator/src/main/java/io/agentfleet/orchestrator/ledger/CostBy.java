package io.agentfleet.orchestrator.ledger;

import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What costs are added up by. */
public enum CostBy {
    AGENT,
    MODEL,
    TENANT,
    DAY,
    TASK,
    NODE,
    SESSION;

    /**
     * The word of a request.
     *
     * @throws FleetException with INVALID_ARGUMENT if there is no such thing
     */
    public static CostBy of(String word) {
        return Arrays.stream(values())
                .filter(by -> by.word().equals(word))
                .findFirst()
                .orElseThrow(() ->
                        new FleetException(
                                ErrorCode.INVALID_ARGUMENT,
                                "costs cannot be shown by '%s': use %s"
                                        .formatted(
                                                word,
                                                Arrays.stream(values())
                                                        .map(CostBy::word)
                                                        .collect(Collectors.joining(", ")))));
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What a line of a task is added to. */
    String name(TaskCosts task, CostLine.Key line) {
        return switch (this) {
            case AGENT -> line.agent();
            case MODEL -> line.model();
            case TENANT -> task.tenant();
            case DAY -> line.day().toString();
            case TASK -> task.task().value();
            case NODE -> task.task() + (line.nodeId().isEmpty() ? "" : "." + line.nodeId());
            case SESSION -> task.session().value();
        };
    }
}
