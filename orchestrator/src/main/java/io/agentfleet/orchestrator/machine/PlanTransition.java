package io.agentfleet.orchestrator.machine;

import io.agentfleet.orchestrator.plan.KnownAgents;
import io.agentfleet.orchestrator.plan.Plan;
import io.agentfleet.orchestrator.plan.PlanCheck;
import io.agentfleet.orchestrator.plan.PlanReader;
import io.agentfleet.orchestrator.session.ContextPacket;
import io.agentfleet.orchestrator.session.Heartbeat;
import io.agentfleet.orchestrator.session.NodeExecution;
import io.agentfleet.orchestrator.session.NodeResult;
import io.agentfleet.orchestrator.session.Outcomes;
import io.agentfleet.orchestrator.session.PlanExecution;
import io.agentfleet.orchestrator.session.TaskRef;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import io.agentfleet.schemas.TaskState;
import io.agentfleet.taskmodel.event.TaskEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One decision about the active task: the plan execution as it changes, and the actions that
 * follow. Lives for one call of the machine.
 */
final class PlanTransition {

    private static final String OVER = "over";

    private final SessionLimits limits;
    private final KnownAgents agents;
    private final Instant now;
    private final List<Action> actions;
    private PlanExecution execution;
    private Optional<TaskEvent.Ended> ended = Optional.empty();

    PlanTransition(
            SessionLimits limits,
            KnownAgents agents,
            Instant now,
            List<Action> actions,
            PlanExecution execution) {
        this.limits = limits;
        this.agents = agents;
        this.now = now;
        this.actions = actions;
        this.execution = execution;
    }

    PlanExecution execution() {
        return execution;
    }

    /** How the task ended, if it ended in this turn. */
    Optional<TaskEvent.Ended> ended() {
        return ended;
    }

    /** The sequence of the last event published. */
    int lastSequence() {
        return execution.told().size();
    }

    /** Sends planning out. */
    void begin() {
        if (!execution.deadline().isAfter(now)) {
            missDeadline();
            return;
        }
        dispatch(execution.planning(), execution.task().limits().tokenBudget());
    }

    /** Takes in a result of this task's nodes, unless it is a copy or of an attempt given up. */
    void take(NodeResult result) {
        Optional<NodeExecution> awaiting =
                execution.find(result.nodeId()).filter(work -> work.awaits(result.attempt()));
        if (awaiting.isEmpty()) {
            return;
        }
        NodeExecution work = awaiting.get();
        if (result.state() == TaskState.CANCELLED) {
            String error =
                    Outcomes.error(
                            ErrorCode.CANCELLED,
                            "the agent of node '%s' was ordered to stop".formatted(work.id()));
            orderStop(error);
            stop(TaskState.CANCELLED, error);
        } else if (!result.succeeded()) {
            failed(work, result);
        } else if (work.id().equals(Plan.PLANNING)) {
            planned(work, result);
        } else {
            end(
                    work.ended(
                            NodeExecution.State.COMPLETED,
                            result.shortened(ContextPacket.LONGEST_OUTPUT)));
            proceed();
        }
    }

    /** Stores the heartbeat of a node's agent, unless a newer one is known. */
    void receive(SessionEvent.ProgressMade progress) {
        Heartbeat heartbeat = new Heartbeat(progress.sentAt(), now);
        execution = execution.heard(progress.nodeId(), progress.attempt(), heartbeat);
    }

    /** Checks the deadline, retries that are due and missing heartbeats. */
    void passTime(Instant receivingSince) {
        if (!execution.deadline().isAfter(now)) {
            missDeadline();
            return;
        }
        for (NodeExecution work : execution.all().toList()) {
            if (isOver(work.restUntil())) {
                var ignored = sendOut(work);
            } else if (isOver(work.heartbeatDeadline(limits.nodeTimeout(), receivingSince))) {
                failed(work, NodeResult.heartbeatMissing(execution.task().id(), work, now));
            }
        }
    }

    private boolean isOver(Optional<Instant> time) {
        return time.isPresent() && !time.get().isAfter(now);
    }

    private void missDeadline() {
        String error =
                Outcomes.error(
                        ErrorCode.DEADLINE_EXCEEDED,
                        "the task did not end by %s: give it more time or ask for less"
                                .formatted(execution.deadline()));
        orderStop(error);
        stop(TaskState.FAILED, error);
    }

    /** Ends the task with the outcome that the former owner published before it crashed. */
    void adopt(TaskEvent.Ended outcome) {
        orderStop("the task is over");
        publish(OVER, outcome);
        ended = Optional.of(outcome);
    }

    /** Cancels the task. */
    void cancel(String reason) {
        stop(TaskState.CANCELLED, Outcomes.error(ErrorCode.CANCELLED, reason));
    }

    /** Publishes and dispatches again what may have been lost. */
    void repeat() {
        publish(
                PlanExecution.ACCEPTED,
                TaskEvents.accepted(execution.task(), execution.acceptedAt()));
        repeatStart(execution.planning());
        if (!execution.nodes().isEmpty()) {
            publish("planned", TaskEvents.planned(execution, now));
        }
        for (NodeExecution work : execution.nodes()) {
            repeatStart(work);
            if (work.state().isFinal()) {
                publishEnded(work);
            }
        }
    }

    private void repeatStart(NodeExecution work) {
        if (work.attempt() > 0) {
            publishStarted(work);
        }
        if (work.state() == NodeExecution.State.RUNNING) {
            actions.add(new Action.Dispatch(NodeTasks.of(execution, work, now)));
        }
    }

    private void planned(NodeExecution work, NodeResult result) {
        try {
            Plan plan = PlanReader.read(result.output());
            PlanCheck.check(plan, agents);
            execution =
                    execution.with(work.ended(NodeExecution.State.COMPLETED, result.shortened(0)));
            execution = execution.withNodes(plan.nodes().stream().map(NodeExecution::of).toList());
            publish("planned", TaskEvents.planned(execution, now));
            proceed();
        } catch (FleetException e) {
            notPlanned(work, result, e.code(), String.valueOf(e.getMessage()));
        }
    }

    private void failed(NodeExecution work, NodeResult result) {
        Optional<Duration> rest = limits.retries().restAfter(result);
        if (rest.isPresent()) {
            execution = execution.with(work.resting(now.plus(rest.get()), result));
            return;
        }
        if (work.id().equals(Plan.PLANNING)) {
            String reason = "the planner failed, so nothing was done: " + result.error();
            notPlanned(work, result, ErrorCode.INVALID_PLAN, reason);
            return;
        }
        end(work.ended(NodeExecution.State.FAILED, result.shortened(ContextPacket.LONGEST_OUTPUT)));
        proceed();
    }

    private void notPlanned(NodeExecution work, NodeResult result, ErrorCode code, String reason) {
        String error = Outcomes.error(code, reason);
        execution = execution.with(work.ended(NodeExecution.State.FAILED, result.shortened(0)));
        publish("ended." + work.id(), TaskEvents.ended(work, TaskState.FAILED, error, now));
        cancelAbandoned();
        stop(TaskState.FAILED, error);
    }

    /** Skips what can no longer run, sends out what became ready, ends when the last node ended. */
    private void proceed() {
        for (NodeExecution work : execution.nodes()) {
            if (!execution.isDue(work)) {
                continue;
            }
            if (!execution.hasInput(work)) {
                end(work.skipped());
                proceed();
                return;
            }
            if (!sendOut(work)) {
                return;
            }
        }
        if (execution.sink().state().isFinal()) {
            cancelAbandoned();
            finish(Outcomes.ofExecution(execution, now));
        }
    }

    /** False if nothing is left of the task's tokens: the node failed, and what follows is done. */
    private boolean sendOut(NodeExecution work) {
        int budget = execution.nextBudget(work);
        if (budget == 0) {
            failed(work, NodeResult.withoutTokens(execution.task(), work));
            return false;
        }
        dispatch(work, budget);
        return true;
    }

    private void dispatch(NodeExecution work, int budget) {
        NodeExecution sent = work.sentOut(budget);
        execution = execution.with(sent);
        publishStarted(sent);
        actions.add(new Action.Dispatch(NodeTasks.of(execution, sent, now)));
    }

    private void end(NodeExecution work) {
        execution = execution.with(work);
        publishEnded(work);
    }

    private void stop(TaskState state, String error) {
        for (NodeExecution work : execution.nodes()) {
            if (!work.state().isFinal()) {
                publish("ended." + work.id(), TaskEvents.ended(work, state, error, now));
            }
        }
        finish(Outcomes.of(execution, state, "", error, now));
    }

    /** Cancels agents of attempts that were given up, because they may still run. */
    private void cancelAbandoned() {
        if (execution.all().anyMatch(NodeExecution::isGivenUp)) {
            orderStop("the task is over");
        }
    }

    private void orderStop(String reason) {
        actions.add(new Action.PublishCancel(TaskRef.to(execution.task()), reason));
    }

    private void finish(TaskEvent.Ended outcome) {
        publish(OVER, outcome);
        actions.add(new Action.PublishResult(TaskRef.to(execution.task()), outcome));
        ended = Optional.of(outcome);
    }

    private void publishStarted(NodeExecution work) {
        String name = "started.%s.%d".formatted(work.id(), work.attempt());
        publish(name, TaskEvents.started(work, now));
    }

    private void publishEnded(NodeExecution work) {
        publish("ended." + work.id(), TaskEvents.ended(work, now));
    }

    private void publish(String name, TaskEvent event) {
        if (!execution.told().contains(name)) {
            execution = execution.withPublished(name);
        }
        int sequence = execution.told().indexOf(name) + 1;
        actions.add(new Action.PublishEvent(TaskRef.to(execution.task()), sequence, event));
    }
}
