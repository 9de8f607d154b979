package io.agentfleet.orchestrator.ledger;

import io.agentfleet.schemas.SessionId;
import io.agentfleet.schemas.TaskId;
import io.agentfleet.taskmodel.run.Money;
import io.agentfleet.taskmodel.view.EventCursor;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/**
 * What a user's task has cost: its account in the ledger.
 *
 * @param seen the steps that are in it: one that comes again changes nothing
 * @param lines in the order of their keys, each key once
 */
public record TaskCosts(
        TaskId task, SessionId session, String tenant, EventCursor seen, List<CostLine> lines) {

    public TaskCosts {
        lines = List.copyOf(lines);
    }

    /** The account of the call's task, before its first call. */
    public static TaskCosts before(ModelCall call) {
        return new TaskCosts(
                call.task(), call.session(), call.tenant(), EventCursor.NONE, List.of());
    }

    /** The account with calls of this task; the same one if it has them. */
    public TaskCosts with(Collection<ModelCall> calls) {
        EventCursor all = seen;
        TreeMap<CostLine.Key, CostSums> sums = new TreeMap<>();
        lines.forEach(line -> sums.put(line.key(), line.sums()));
        for (ModelCall call : calls) {
            if (!all.has(call.id())) {
                all = all.plus(call.id());
                sums.merge(call.line().key(), call.line().sums(), CostSums::plus);
            }
        }
        return all.equals(seen)
                ? this
                : new TaskCosts(
                        task,
                        session,
                        tenant,
                        all,
                        sums.entrySet().stream()
                                .map(line -> new CostLine(line.getKey(), line.getValue()))
                                .toList());
    }

    public CostSums sums() {
        return lines.stream().map(CostLine::sums).reduce(CostSums.NONE, CostSums::plus);
    }

    public Money cost() {
        return sums().cost();
    }

    /** The day of its last call; it has one. */
    public LocalDate lastDay() {
        return lines.getLast().key().day();
    }
}
