package io.agentfleet.orchestrator.synchronous;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentfleet.access.client.GrpcChannels;
import io.agentfleet.orchestrator.directory.AgentDirectory;
import io.agentfleet.orchestrator.directory.AgentEntry;
import io.agentfleet.orchestrator.session.NodeResult;
import io.agentfleet.proto.agents.v1.AgentServiceGrpc;
import io.agentfleet.proto.agents.v1.Artifact;
import io.agentfleet.proto.agents.v1.StepEvent;
import io.agentfleet.proto.agents.v1.TaskRequest;
import io.agentfleet.proto.agents.v1.TaskResponse;
import io.agentfleet.schemas.AgentName;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.SessionId;
import io.agentfleet.schemas.TaskId;
import io.agentfleet.schemas.TaskState;
import io.agentfleet.taskmodel.event.TaskEvent;
import io.agentfleet.taskmodel.task.RunLimits;
import io.agentfleet.taskmodel.task.Task;
import io.grpc.Grpc;
import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Calls over a real gRPC server of this JVM. */
@Timeout(30)
class GrpcAgentsTest {

    private final AgentDirectory directory = new AgentDirectory(() -> {});
    private final GrpcAgents agents =
            new GrpcAgents(GrpcChannels.plain(), directory, InstantSource.system());
    private final Server server =
            Grpc.newServerBuilderForPort(0, InsecureServerCredentials.create())
                    .addService(new EchoAgent())
                    .build();

    @BeforeEach
    void start() throws IOException {
        server.start();
    }

    @AfterEach
    void stop() {
        agents.close();
        server.shutdownNow();
    }

    @Test
    void streamsStepsAndBringsTheResult() {
        announce("localhost:" + server.getPort());
        List<TaskEvent.Stepped> steps = new ArrayList<>();

        NodeResult result = agents.call(task("find", 1, Optional.empty()), steps::add);

        assertThat(result.state()).isEqualTo(TaskState.COMPLETED);
        assertThat(result.output()).isEqualTo("t.search of t with grant-of-1: find");
        assertThat(result.spent().tokens()).isEqualTo(42);
        assertThat(result.artifacts()).hasSize(1);
        assertThat(steps)
                .extracting(TaskEvent.Stepped::nodeId, TaskEvent.Stepped::kind)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("search", "llm_call"));
    }

    @Test
    void callsAnotherInstanceTheSecondTime() {
        announce("localhost:" + server.getPort());
        announce("localhost:1");

        NodeResult first = agents.call(task("find", 1, Optional.empty()), step -> {});
        NodeResult second = agents.call(task("find", 2, Optional.empty()), step -> {});

        assertThat(first.code()).contains(ErrorCode.AGENT_UNAVAILABLE);
        assertThat(first.retryable()).isTrue();
        assertThat(first.error()).contains("agent 'search' at localhost:1");
        assertThat(second.state()).isEqualTo(TaskState.COMPLETED);
    }

    @Test
    void endsACallAtItsDeadline() {
        announce("localhost:" + server.getPort());

        NodeResult result =
                agents.call(
                        task("hang", 1, Optional.of(Instant.now().plusMillis(200))), step -> {});

        assertThat(result.code()).contains(ErrorCode.DEADLINE_EXCEEDED);
    }

    @Test
    void namesTheKnownAgentsForOneThatIsNot() {
        NodeResult result = agents.call(task("find", 1, Optional.empty()), step -> {});

        assertThat(result.code()).contains(ErrorCode.UNKNOWN_AGENT);
    }

    private void announce(String address) {
        directory.note(new AgentEntry(new AgentName("search"), "1", "finds", List.of(address)));
    }

    private static Task task(String prompt, int attempt, Optional<Instant> deadline) {
        return new Task(
                new TaskId("t.search"),
                new TaskId("t"),
                Optional.of(new TaskId("t")),
                "search",
                new SessionId("s"),
                "orchestrator",
                new AgentName("search"),
                prompt,
                Map.of(),
                Map.of(),
                new RunLimits(10, 8192, deadline),
                attempt,
                1,
                "",
                "default",
                Instant.now(),
                "grant-of-" + attempt);
    }

    private static final class EchoAgent extends AgentServiceGrpc.AgentServiceImplBase {

        @Override
        public void streamSteps(TaskRequest request, StreamObserver<StepEvent> answer) {
            if (request.getPrompt().equals("hang")) {
                return;
            }
            answer.onNext(StepEvent.newBuilder().setStepNumber(1).setType("llm_call").build());
            String output =
                    "%s of %s with %s: %s"
                            .formatted(
                                    request.getTaskId(),
                                    request.getRootTaskId(),
                                    request.getGrant(),
                                    request.getPrompt());
            answer.onNext(
                    StepEvent.newBuilder()
                            .setType("result")
                            .setResult(
                                    TaskResponse.newBuilder()
                                            .setStatus("COMPLETED")
                                            .setOutput(output)
                                            .setTokensUsed(42)
                                            .addArtifacts(Artifact.newBuilder().setName("a.txt")))
                            .build());
            answer.onCompleted();
        }
    }
}
