package io.agentfleet.tools.guard;

import io.agentfleet.access.grant.TaskGrants;
import io.agentfleet.tools.call.Call;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The guards in order; the first that does not allow a call decides. A call is counted once, when
 * the first guard asks for its counts.
 */
public final class GuardChain {

    private final List<Guard> guards;
    private final CallCounts counts;

    private GuardChain(List<Guard> guards, CallCounts counts) {
        this.guards = guards;
        this.counts = counts;
    }

    /**
     * The guards of every call, in the order that the design gives them.
     *
     * @param grants asked for first; empty where callers show no tokens
     * @param permissions those in force, asked for each call
     */
    public static GuardChain of(
            Optional<TaskGrants> grants,
            Supplier<Permissions> permissions,
            CallLimits limits,
            CallCounts counts) {
        Stream<Guard> ofEveryFleet =
                Stream.of(
                        new KnownToolGuard(),
                        new PermissionGuard(permissions),
                        new ArgumentsGuard(),
                        new LimitsGuard(limits),
                        new LoopGuard(limits),
                        new RiskGuard());
        Stream<Guard> first = grants.<Guard>map(GrantGuard::new).stream();
        return new GuardChain(Stream.concat(first, ofEveryFleet).toList(), counts);
    }

    /**
     * The verdict on a call.
     *
     * @throws io.agentfleet.schemas.FleetException with UNAVAILABLE if the counters do not answer
     */
    public Verdict judge(Call call) {
        CallCounts once = new CountedOnce(counts);
        for (Guard guard : guards) {
            Verdict verdict = guard.judge(call, once);
            if (!(verdict instanceof Verdict.Allowed)) {
                return verdict;
            }
        }
        return Verdict.ALLOWED;
    }

    private static final class CountedOnce implements CallCounts {

        private final CallCounts counts;
        private @Nullable Counts counted;

        CountedOnce(CallCounts counts) {
            this.counts = counts;
        }

        @Override
        public Counts count(Call call) {
            Counts known = counted;
            if (known == null) {
                known = counts.count(call);
                counted = known;
            }
            return known;
        }
    }
}
