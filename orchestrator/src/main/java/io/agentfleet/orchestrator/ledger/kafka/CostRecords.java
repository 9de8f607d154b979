package io.agentfleet.orchestrator.ledger.kafka;

import io.agentfleet.messaging.record.StepRecords;
import io.agentfleet.orchestrator.ledger.CostLine;
import io.agentfleet.orchestrator.ledger.CostSums;
import io.agentfleet.orchestrator.ledger.ModelCall;
import io.agentfleet.orchestrator.ledger.TaskCosts;
import io.agentfleet.schemas.SessionId;
import io.agentfleet.schemas.TaskId;
import io.agentfleet.schemas.event.AgentStepEvent;
import io.agentfleet.schemas.event.LlmCostEvent;
import io.agentfleet.schemas.event.LlmCostLine;
import io.agentfleet.taskmodel.event.EventId;
import io.agentfleet.taskmodel.run.ModelUsage;
import io.agentfleet.taskmodel.run.Money;
import io.agentfleet.taskmodel.view.EventCursor;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/** Steps and accounts as records: the only place that knows both. */
final class CostRecords {

    private CostRecords() {}

    /** The model's answer that a step tells of; empty if it is another kind of step. */
    static Optional<ModelCall> call(AgentStepEvent step) {
        ModelUsage usage = StepRecords.usage(step);
        if (usage == null) {
            return Optional.empty();
        }
        TaskId root = new TaskId(step.getRootTaskId());
        TaskId task = new TaskId(step.getTaskId());
        return Optional.of(
                new ModelCall(
                        root,
                        new SessionId(step.getSessionId()),
                        step.getTenant(),
                        EventId.step(root, task, step.getAttempt(), step.getSequence()),
                        new CostLine(
                                new CostLine.Key(
                                        step.getNodeId(),
                                        step.getAgent(),
                                        usage.model().isEmpty() ? "unknown" : usage.model(),
                                        LocalDate.ofInstant(step.getCreatedAt(), ZoneOffset.UTC)),
                                CostSums.of(usage))));
    }

    static LlmCostEvent event(TaskCosts account) {
        return LlmCostEvent.newBuilder()
                .setTaskId(account.task().value())
                .setSessionId(account.session().value())
                .setTenant(account.tenant())
                .setSeen(account.seen().toString())
                .setLines(account.lines().stream().map(CostRecords::line).toList())
                .build();
    }

    private static LlmCostLine line(CostLine line) {
        CostLine.Key key = line.key();
        CostSums sums = line.sums();
        return new LlmCostLine(
                key.nodeId(),
                key.agent(),
                key.model(),
                key.day(),
                sums.calls(),
                sums.cacheHits(),
                sums.inputTokens(),
                sums.cachedInputTokens(),
                sums.outputTokens(),
                sums.reasoningTokens(),
                sums.sparedTokens(),
                sums.cost().nanos());
    }

    static TaskCosts account(LlmCostEvent event) {
        return new TaskCosts(
                new TaskId(event.getTaskId()),
                new SessionId(event.getSessionId()),
                event.getTenant(),
                EventCursor.parse(event.getSeen()),
                event.getLines().stream().map(CostRecords::line).toList());
    }

    private static CostLine line(LlmCostLine line) {
        return new CostLine(
                new CostLine.Key(line.getNodeId(), line.getAgent(), line.getModel(), line.getDay()),
                new CostSums(
                        line.getCalls(),
                        line.getCacheHits(),
                        line.getInputTokens(),
                        line.getCachedInputTokens(),
                        line.getOutputTokens(),
                        line.getReasoningTokens(),
                        line.getSparedTokens(),
                        new Money(line.getCostNanos())));
    }
}
