package io.agentfleet.orchestrator.session;

import io.agentfleet.agent.view.TaskEvent;
import io.agentfleet.orchestrator.plan.BudgetShare;
import io.agentfleet.orchestrator.plan.KnownAgents;
import io.agentfleet.orchestrator.plan.Plan;
import io.agentfleet.orchestrator.plan.PlanCheck;
import io.agentfleet.orchestrator.plan.PlanReader;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import io.agentfleet.schemas.TaskState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One decision about the active task: the walk as it changes, while effects are added. Lives for
 * one call of the machine.
 */
final class WalkTurn {

    private final SessionLimits limits;
    private final KnownAgents agents;
    private final Instant now;
    private final List<Effect> effects;
    private Walk walk;
    private Optional<TaskEvent.Ended> ended = Optional.empty();

    WalkTurn(
            SessionLimits limits,
            KnownAgents agents,
            Instant now,
            List<Effect> effects,
            Walk walk) {
        this.limits = limits;
        this.agents = agents;
        this.now = now;
        this.effects = effects;
        this.walk = walk;
    }

    Walk walk() {
        return walk;
    }

    /** How the task ended, if it ended in this turn. */
    Optional<TaskEvent.Ended> ended() {
        return ended;
    }

    /** The sequence of the last event told. */
    int lastSequence() {
        return walk.told().size();
    }

    /** Sends planning out. */
    void begin() {
        if (!walk.deadline().isAfter(now)) {
            passTime();
            return;
        }
        sendOut(walk.planning(), walk.task().limits().tokenBudget());
    }

    /** Takes in a result of this task's nodes. */
    void take(NodeResult result) {
        Optional<NodeWork> found = walk.find(result.nodeId());
        if (found.isEmpty()) {
            return;
        }
        NodeWork work = found.get();
        if (work.state() != NodeWork.State.RUNNING || work.attempt() != result.attempt()) {
            repeat();
        } else if (!result.succeeded()) {
            failed(work, result);
        } else if (work.id().equals(Plan.PLANNING)) {
            planned(work, result);
        } else {
            end(
                    work.ended(
                            NodeWork.State.COMPLETED,
                            result.shortened(ContextPacket.LONGEST_OUTPUT)));
            goOn();
        }
    }

    /** Looks at the deadline and at nodes that rest. */
    void passTime() {
        if (!walk.deadline().isAfter(now)) {
            String error =
                    Outcomes.error(
                            ErrorCode.DEADLINE_EXCEEDED,
                            "the task did not end by %s: give it more time or ask for less"
                                    .formatted(walk.deadline()));
            effects.add(new Effect.OrderCancel(TaskRef.to(walk.task()), error));
            stop(TaskState.FAILED, error);
            return;
        }
        for (NodeWork work : walk.all().toList()) {
            if (work.restUntil().isPresent() && !work.restUntil().get().isAfter(now)) {
                sendOut(work, budget(work));
            }
        }
    }

    /** Ends the task because somebody wants it to stop. */
    void cancel(String reason) {
        stop(TaskState.CANCELLED, Outcomes.error(ErrorCode.CANCELLED, reason));
    }

    /** Tells and sends out again what may have been lost. */
    void repeat() {
        tell(Walk.ACCEPTED, TaskEvents.accepted(walk.task(), walk.acceptedAt()));
        repeatStart(walk.planning());
        if (!walk.nodes().isEmpty()) {
            tell("planned", TaskEvents.planned(walk, now));
        }
        for (NodeWork work : walk.nodes()) {
            repeatStart(work);
            if (work.state().isFinal()) {
                tellEnded(work);
            }
        }
    }

    private void repeatStart(NodeWork work) {
        if (work.attempt() > 0) {
            tellStarted(work);
        }
        if (work.state() == NodeWork.State.RUNNING) {
            effects.add(new Effect.Dispatch(NodeTask.of(walk, work, now)));
        }
    }

    private void planned(NodeWork work, NodeResult result) {
        try {
            Plan plan = PlanReader.read(result.output());
            PlanCheck.check(plan, agents);
            walk = walk.with(work.ended(NodeWork.State.COMPLETED, result.shortened(0)));
            walk = walk.withNodes(plan.nodes().stream().map(NodeWork::of).toList());
            tell("planned", TaskEvents.planned(walk, now));
            goOn();
        } catch (FleetException e) {
            notPlanned(work, result, e.code(), String.valueOf(e.getMessage()));
        }
    }

    private void failed(NodeWork work, NodeResult result) {
        if (result.retryable() && work.attempt() < limits.attempts()) {
            walk = walk.with(work.resting(now.plus(limits.delayAfter(work.attempt())), result));
            return;
        }
        if (work.id().equals(Plan.PLANNING)) {
            String reason = "the planner failed, so nothing was done: " + result.error();
            notPlanned(work, result, ErrorCode.INVALID_PLAN, reason);
            return;
        }
        end(work.ended(NodeWork.State.FAILED, result.shortened(ContextPacket.LONGEST_OUTPUT)));
        goOn();
    }

    private void notPlanned(NodeWork work, NodeResult result, ErrorCode code, String reason) {
        String error = Outcomes.error(code, reason);
        walk = walk.with(work.ended(NodeWork.State.FAILED, result.shortened(0)));
        tell("ended." + work.id(), TaskEvents.ended(work, TaskState.FAILED, error, now));
        stop(TaskState.FAILED, error);
    }

    /** Skips what can no longer run, sends out what became ready, ends when the last node ended. */
    private void goOn() {
        for (NodeWork work : walk.nodes()) {
            List<NodeWork> dependencies = walk.dependencies(work);
            boolean settled = dependencies.stream().allMatch(d -> d.state().isFinal());
            if (work.state() != NodeWork.State.WAITING || !settled) {
                continue;
            }
            boolean hasInput =
                    dependencies.isEmpty()
                            || dependencies.stream()
                                    .anyMatch(d -> d.state() == NodeWork.State.COMPLETED);
            if (hasInput) {
                sendOut(work, budget(work));
            } else {
                end(work.skipped());
                goOn();
                return;
            }
        }
        if (walk.sink().state().isFinal()) {
            finish(Outcomes.ofWalk(walk, now));
        }
    }

    private int budget(NodeWork work) {
        if (work.id().equals(Plan.PLANNING)) {
            return BudgetShare.next(walk.tokensLeft(), 1, 0);
        }
        int ready = Math.max(1, walk.nodesReady());
        return BudgetShare.next(walk.tokensLeft(), ready, walk.nodesToGo() - ready);
    }

    private void sendOut(NodeWork work, int budget) {
        NodeWork sent = work.sentOut(budget);
        walk = walk.with(sent);
        tellStarted(sent);
        effects.add(new Effect.Dispatch(NodeTask.of(walk, sent, now)));
    }

    private void end(NodeWork work) {
        walk = walk.with(work);
        tellEnded(work);
    }

    private void stop(TaskState state, String error) {
        for (NodeWork work : walk.nodes()) {
            if (!work.state().isFinal()) {
                tell("ended." + work.id(), TaskEvents.ended(work, state, error, now));
            }
        }
        finish(Outcomes.of(walk, state, "", error, now));
    }

    private void finish(TaskEvent.Ended outcome) {
        tell("over", outcome);
        effects.add(new Effect.Publish(TaskRef.to(walk.task()), outcome));
        ended = Optional.of(outcome);
    }

    private void tellStarted(NodeWork work) {
        String name = "started.%s.%d".formatted(work.id(), work.attempt());
        tell(name, TaskEvents.started(work, now));
    }

    private void tellEnded(NodeWork work) {
        tell("ended." + work.id(), TaskEvents.ended(work, now));
    }

    private void tell(String name, TaskEvent event) {
        if (!walk.told().contains(name)) {
            walk = walk.withTold(name);
        }
        int sequence = walk.told().indexOf(name) + 1;
        effects.add(new Effect.Tell(TaskRef.to(walk.task()), sequence, event));
    }
}
