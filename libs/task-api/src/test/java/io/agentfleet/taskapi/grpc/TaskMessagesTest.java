package io.agentfleet.taskapi.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentfleet.access.identity.Identity;
import io.agentfleet.access.identity.Role;
import io.agentfleet.proto.agents.v1.TaskRequest;
import io.agentfleet.schemas.AgentName;
import io.agentfleet.schemas.TaskId;
import io.agentfleet.taskmodel.task.SubmissionValidator;
import io.agentfleet.taskmodel.task.Task;
import io.agentfleet.taskmodel.task.TokenBounds;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a gRPC call says of itself, and what of it is believed. */
class TaskMessagesTest {

    private static final TaskRequest CLAIMS =
            TaskRequest.newBuilder()
                    .setPrompt("find x")
                    .setTaskId("mine")
                    .setSessionId("talk")
                    .setTenant("umbrella")
                    .setRootTaskId("root")
                    .setParentTaskId("parent")
                    .setNodeId("node")
                    .setDepth(2)
                    .putContext("plan", "forged")
                    .setGrant("a grant")
                    .build();

    private final SubmissionValidator check =
            new SubmissionValidator(
                    new AgentName("search"),
                    InstantSource.fixed(Instant.EPOCH),
                    () -> "new",
                    TokenBounds.CONTRACT);

    @Test
    void aPersonsTaskIsARootTaskOfItsTenantWhateverTheCallClaims() {
        Task task = task(CLAIMS, Optional.of(who("ann", Role.SUBMITTER)));
        assertThat(task.tenant()).isEqualTo("acme");
        assertThat(task.id()).isEqualTo(new TaskId("acme.mine"));
        assertThat(task.session().value()).isEqualTo("acme.talk");
        assertThat(task.rootId()).isEqualTo(task.id());
        assertThat(task.parentId()).isEmpty();
        assertThat(task.nodeId()).isEmpty();
        assertThat(task.depth()).isZero();
        assertThat(task.context()).isEmpty();
        assertThat(task.grant()).isEmpty();
    }

    @Test
    void aPersonCannotTakeAnotherTenantsIdByWritingItOut() {
        TaskRequest theirs = CLAIMS.toBuilder().setTaskId("umbrella.mine").build();
        Task task = task(theirs, Optional.of(who("ann", Role.SUBMITTER)));
        assertThat(task.id()).isEqualTo(new TaskId("acme.umbrella.mine"));
    }

    @Test
    void aNewIdIsThePersonsTenantsOwnToo() {
        TaskRequest unnamed = CLAIMS.toBuilder().clearTaskId().clearSessionId().build();
        Task task = task(unnamed, Optional.of(who("ann", Role.SUBMITTER)));
        assertThat(task.id()).isEqualTo(new TaskId("acme.t-new"));
        assertThat(task.session().value()).isEqualTo("s-acme.t-new");
    }

    @Test
    void aServiceSpeaksForTheTaskThatItCarries() {
        for (Optional<Identity> caller :
                List.of(Optional.of(who("orchestrator", Role.AGENT)), Optional.<Identity>empty())) {
            Task task = task(CLAIMS, caller);
            assertThat(task.tenant()).isEqualTo("umbrella");
            assertThat(task.id()).isEqualTo(new TaskId("mine"));
            assertThat(task.rootId()).isEqualTo(new TaskId("root"));
            assertThat(task.parentId()).contains(new TaskId("parent"));
            assertThat(task.nodeId()).isEqualTo("node");
            assertThat(task.depth()).isEqualTo(2);
            assertThat(task.context()).containsEntry("plan", "forged");
            assertThat(task.grant()).isEqualTo("a grant");
        }
    }

    private Task task(TaskRequest request, Optional<Identity> caller) {
        return TaskMessages.task(request, caller, check, Optional.empty());
    }

    private static Identity who(String subject, Role role) {
        return new Identity("people", subject, "acme", Set.of(role), Instant.MAX);
    }
}
