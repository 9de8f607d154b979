package io.agentfleet.taskapi.grpc;

import io.agentfleet.access.filter.CurrentCaller;
import io.agentfleet.access.identity.Identity;
import io.agentfleet.access.token.BearerToken;
import io.agentfleet.proto.agents.v1.AgentService;
import io.agentfleet.proto.agents.v1.HealthRequest;
import io.agentfleet.proto.agents.v1.HealthResponse;
import io.agentfleet.proto.agents.v1.StepEvent;
import io.agentfleet.proto.agents.v1.TaskRequest;
import io.agentfleet.proto.agents.v1.TaskResponse;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import io.agentfleet.taskapi.service.AwaitedRuns;
import io.agentfleet.taskapi.service.GrantSource;
import io.agentfleet.taskapi.service.ModelHealth;
import io.agentfleet.taskmodel.event.TaskEvent;
import io.agentfleet.taskmodel.run.RunOutcome;
import io.agentfleet.taskmodel.run.RunResult;
import io.agentfleet.taskmodel.task.AgentCard;
import io.agentfleet.taskmodel.task.SubmissionValidator;
import io.agentfleet.taskmodel.task.Task;
import io.grpc.Context;
import io.grpc.Deadline;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The synchronous gRPC API: the run lasts as long as the call. Its deadline bounds the run, and a
 * caller who hangs up ends it.
 */
@GrpcService
public class AgentGrpcService implements AgentService {

    private final AwaitedRuns runs;
    private final SubmissionValidator check;
    private final AgentCard card;
    private final ModelHealth model;
    private final GrantSource grants;

    AgentGrpcService(
            AwaitedRuns runs,
            SubmissionValidator check,
            AgentCard card,
            ModelHealth model,
            GrantSource grants) {
        this.runs = runs;
        this.check = check;
        this.card = card;
        this.model = model;
        this.grants = grants;
    }

    /** Who called, with what they showed; both empty in open mode. */
    private record Sender(Optional<Identity> identity, Optional<BearerToken> token) {

        static Sender ofCall() {
            return new Sender(CurrentCaller.ofCall(), CurrentCaller.tokenOfCall());
        }

        /** The token of a person: a service brings the grant along with the task. */
        Optional<BearerToken> person() {
            return identity.filter(who -> !who.isService()).flatMap(who -> token);
        }
    }

    @Override
    public Uni<TaskResponse> runTask(TaskRequest request) {
        Sender sender = Sender.ofCall();
        Optional<Instant> deadline = deadline();
        Context call = Context.current();
        return Uni.createFrom()
                .emitter(emitter -> {
                    Thread worker =
                            CallThread.start(
                                    call,
                                    () -> emitter.complete(answer(request, sender, deadline, call)),
                                    emitter::fail);
                    emitter.onTermination(worker::interrupt);
                });
    }

    private TaskResponse answer(
            TaskRequest request, Sender sender, Optional<Instant> deadline, Context call) {
        Task task = task(request, sender, deadline);
        return TaskMessages.response(task, inTime(runs.run(task, event -> {}), call));
    }

    private Task task(TaskRequest request, Sender sender, Optional<Instant> deadline) {
        Task task = TaskMessages.task(request, sender.identity(), check, deadline);
        return grants.granted(task, sender.person());
    }

    /**
     * At the deadline the run, the call and the caller's clock all end at about the same time:
     * whichever is first, the caller gets DEADLINE_EXCEEDED.
     */
    private static RunResult inTime(RunResult result, Context call) {
        @Nullable Deadline deadline = call.getDeadline();
        boolean over = deadline != null && deadline.isExpired();
        boolean stoppedByIt =
                result.outcome() instanceof RunOutcome.Failed(ErrorCode code, var _)
                        && code == ErrorCode.DEADLINE_EXCEEDED;
        if (stoppedByIt || (over && !(result.outcome() instanceof RunOutcome.Completed))) {
            throw new FleetException(
                    ErrorCode.DEADLINE_EXCEEDED,
                    "The call's deadline was over before the task ended: give it more time, or submit the task and watch it");
        }
        return result;
    }

    @Override
    public Multi<StepEvent> streamSteps(TaskRequest request) {
        Sender sender = Sender.ofCall();
        Optional<Instant> deadline = deadline();
        Context call = Context.current();
        return Multi.createFrom()
                .emitter(emitter -> {
                    Runnable work =
                            () -> {
                                stream(request, sender, deadline, call, emitter::emit);
                                emitter.complete();
                            };
                    Thread worker = CallThread.start(call, work, emitter::fail);
                    emitter.onTermination(worker::interrupt);
                });
    }

    private void stream(
            TaskRequest request,
            Sender sender,
            Optional<Instant> deadline,
            Context call,
            Consumer<StepEvent> published) {
        Task task = task(request, sender, deadline);
        RunResult result =
                runs.run(
                        task,
                        event -> {
                            if (event instanceof TaskEvent.Stepped step) {
                                published.accept(TaskMessages.step(task, step));
                            }
                        });
        published.accept(TaskMessages.last(task, inTime(result, call)));
    }

    private static Optional<Instant> deadline() {
        @Nullable Deadline deadline = Context.current().getDeadline();
        return Optional.ofNullable(deadline)
                .map(d -> Instant.now().plusMillis(d.timeRemaining(TimeUnit.MILLISECONDS)));
    }

    @Override
    public Uni<HealthResponse> health(HealthRequest request) {
        return Uni.createFrom()
                .item(() ->
                        HealthResponse.newBuilder()
                                .setStatus(model.isServing() ? "SERVING" : "NOT_SERVING")
                                .setAgent(check.agent().value())
                                .setVersion(card.version())
                                .build())
                .runSubscriptionOn(CallThread.EXECUTOR);
    }
}
