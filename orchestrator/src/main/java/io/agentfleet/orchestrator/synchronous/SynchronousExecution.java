package io.agentfleet.orchestrator.synchronous;

import io.agentfleet.orchestrator.machine.Action;
import io.agentfleet.orchestrator.machine.Decision;
import io.agentfleet.orchestrator.machine.SessionEvent;
import io.agentfleet.orchestrator.machine.SessionMachine;
import io.agentfleet.orchestrator.session.Session;
import io.agentfleet.schemas.AgentName;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.taskmodel.event.TaskEvent;
import io.agentfleet.taskmodel.task.Task;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One task on its way through its plan, in memory: the machine decides on the calling thread, each
 * call of an agent has a virtual thread of its own and comes back through the inbox.
 */
final class SynchronousExecution {

    /** What comes back from the calls. */
    private sealed interface Note {

        record Received(SessionEvent event) implements Note {}

        record Stepped(TaskEvent.Stepped step) implements Note {}
    }

    private final SessionMachine machine;
    private final NodeCalls planner;
    private final NodeCalls agents;
    private final InstantSource clock;
    private final Consumer<TaskEvent> events;
    private final BlockingQueue<Note> inbox = new LinkedBlockingQueue<>();
    private final List<Thread> calls = new ArrayList<>();
    private Session session = Session.NEW;
    private TaskEvent.@Nullable Ended outcome;

    SynchronousExecution(
            SessionMachine machine,
            NodeCalls planner,
            NodeCalls agents,
            InstantSource clock,
            Consumer<TaskEvent> events) {
        this.machine = machine;
        this.planner = planner;
        this.agents = agents;
        this.clock = clock;
        this.events = events;
    }

    /** Runs the plan to its end. Agents that still run then, or on interrupt, are cancelled. */
    TaskEvent.Ended carryOut(Task task) throws InterruptedException {
        try {
            receive(new SessionEvent.TaskArrived(task));
            while (outcome == null) {
                @Nullable Note note = inbox.poll(timeout().toNanos(), TimeUnit.NANOSECONDS);
                switch (note) {
                    case null -> receive(new SessionEvent.TimePassed());
                    case Note.Received(SessionEvent event) -> receive(event);
                    case Note.Stepped(TaskEvent.Stepped step) -> events.accept(step);
                }
            }
            return outcome;
        } finally {
            calls.forEach(Thread::interrupt);
        }
    }

    private Duration timeout() {
        Instant now = clock.instant();
        Optional<Instant> due = machine.nextDue(session, Instant.EPOCH);
        return due.map(at -> Duration.between(now, at))
                .filter(left -> !left.isNegative())
                .orElse(Duration.ZERO);
    }

    private void receive(SessionEvent event) {
        Decision decision = machine.decide(session, event, clock.instant());
        session = decision.session();
        decision.actions().forEach(this::carryOut);
    }

    private void carryOut(Action action) {
        switch (action) {
            case Action.Dispatch dispatch -> call(dispatch.task());
            case Action.PublishEvent publish -> events.accept(publish.event());
            case Action.PublishResult publish -> outcome = publish.outcome();
            case Action.PublishCancel ignored -> calls.forEach(Thread::interrupt);
        }
    }

    private void call(Task task) {
        NodeCalls callee = task.agent().equals(AgentName.PLANNER) ? planner : agents;
        calls.add(
                Thread.ofVirtual()
                        .name("call-" + task.id())
                        .start(() -> inbox.add(new Note.Received(answer(callee, task)))));
    }

    private SessionEvent answer(NodeCalls callee, Task task) {
        try {
            return new SessionEvent.ResultArrived(
                    callee.call(task, step -> inbox.add(new Note.Stepped(step))));
        } catch (RuntimeException e) {
            return new SessionEvent.ResultArrived(
                    NodeResultMessages.failed(task, ErrorCode.INTERNAL, "the call broke: " + e));
        }
    }
}
