package io.agentfleet.tools.rpc;

import io.agentfleet.access.config.AccessConfig;
import io.agentfleet.access.config.ConfiguredGrants;
import io.agentfleet.access.grant.TaskGrant;
import io.agentfleet.access.grant.TaskGrants;
import io.agentfleet.access.identity.AccessPolicy;
import io.agentfleet.access.identity.Identity;
import io.agentfleet.access.identity.Operation;
import io.agentfleet.access.token.BearerToken;
import io.agentfleet.access.token.TokenVerifier;
import io.agentfleet.schemas.AgentName;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import io.agentfleet.schemas.TaskId;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Grants of tasks that people hand to an agent's own door. An agent's word is not enough: the
 * person's own token shows that the person may submit, and for which tenant.
 */
@Singleton
final class PersonGrants {

    private static final Logger LOG = Logger.getLogger(PersonGrants.class);

    /** Such a task may wait on its topic for as long; a token holds no longer either. */
    private static final Duration LONGEST = Duration.ofHours(24);

    private static final AccessPolicy PEOPLE = new AccessPolicy(Set.of());

    private final Optional<TaskGrants> grants;
    private final TokenVerifier tokens;
    private final InstantSource clock;

    PersonGrants(AccessConfig config, TokenVerifier tokens, InstantSource clock) {
        this.grants = ConfiguredGrants.of(config, clock);
        this.tokens = tokens;
        this.clock = clock;
    }

    /**
     * The grant for a person's own root task; empty if none is needed.
     *
     * @throws FleetException PERMISSION_DENIED if the token does not hold, is no submitter's, or if
     *     the task is not one of its tenant
     */
    String grant(AgentName agent, TaskId task, BearerToken token) {
        return grants.map(signer -> signer.sign(checked(agent, task, token))).orElse("");
    }

    private TaskGrant checked(AgentName agent, TaskId task, BearerToken token) {
        Identity person =
                tokens.identity(token.value())
                        .orElseThrow(() ->
                                denied("the person's token does not hold: show one that does"));
        if (person.isService() || !PEOPLE.allows(person, Operation.SUBMIT)) {
            throw denied("only a submitter's task gets a grant: ask an operator for that role");
        }
        if (!task.value().startsWith(person.prefix())) {
            throw denied(
                    "task %s is none of tenant '%s': its id must begin with '%s'"
                            .formatted(task, person.tenant(), person.prefix()));
        }
        LOG.infof(
                "task_granted task=%s agent=%s tenant=%s subject=%s",
                task, agent, person.tenant(), person.subject());
        return new TaskGrant(
                new TaskGrant.Work(person.tenant(), task, task, agent),
                clock.instant().plus(LONGEST));
    }

    private static FleetException denied(String why) {
        return new FleetException(ErrorCode.PERMISSION_DENIED, why);
    }
}
