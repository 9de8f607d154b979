package io.agentfleet.tools.gateway;

import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.tools.call.Call;
import io.agentfleet.tools.call.CallOutcome;
import io.agentfleet.tools.effect.EffectClaim;
import io.agentfleet.tools.effect.EffectLog;
import io.agentfleet.tools.effect.EffectPolicy;
import io.agentfleet.tools.effect.EffectState;
import io.agentfleet.tools.effect.ToolEffect;
import java.time.Duration;

/**
 * A call that writes goes to the tool once, however often it comes: the intent is noted before, the
 * outcome after. Other calls pass.
 */
final class EffectOnce implements ToolEndpoint {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(10);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(200);
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final ToolEndpoint endpoint;
    private final EffectLog log;
    private final ResultSizeLimit cap;

    /**
     * @param cap of results that are kept
     */
    EffectOnce(ToolEndpoint endpoint, EffectLog log, ResultSizeLimit cap) {
        this.endpoint = endpoint;
        this.log = log;
        this.cap = cap;
    }

    @Override
    public CallOutcome execute(Call call) throws Failure {
        if (!call.known().definition().writes()) {
            return ResultCheck.checked(call, endpoint.execute(call));
        }
        ToolEffect effect = ToolEffect.of(call);
        Duration timeout = call.known().definition().timeout().plus(GRACE);
        long deadline = System.nanoTime() + timeout.toNanos();
        Duration pause = FIRST_PAUSE;
        String seen = EffectLog.NOTHING;
        while (log.claim(effect, seen) instanceof EffectClaim.Taken taken) {
            switch (EffectPolicy.of(taken, call.known().definition().idempotent())) {
                case EffectPolicy.Answer(String outcome) -> {
                    return StoredOutcome.read(outcome);
                }
                case EffectPolicy.Refuse _ -> {
                    return ambiguous(call);
                }
                case EffectPolicy.Perform _ -> seen = taken.stored();
                case EffectPolicy.Wait _ -> {
                    if (System.nanoTime() > deadline || !slept(pause)) {
                        return stillAtWork(call);
                    }
                    pause = longer(pause);
                }
            }
        }
        return perform(effect);
    }

    private CallOutcome perform(ToolEffect effect) throws Failure {
        EffectState state = new EffectState.Ambiguous();
        try {
            CallOutcome given = endpoint.execute(effect.call());
            CallOutcome outcome = bounded(ResultCheck.checked(effect.call(), given));
            state = stateOf(given, outcome);
            return answer(effect.call(), state, outcome);
        } catch (Failure e) {
            if (!e.reached()) {
                state = new EffectState.Failed(StoredOutcome.json(e.outcome()));
            }
            return answer(effect.call(), state, e.outcome());
        } finally {
            log.ended(effect, state);
        }
    }

    private CallOutcome bounded(CallOutcome outcome) {
        return outcome instanceof CallOutcome.Succeeded(String content, var files)
                ? new CallOutcome.Succeeded(cap.fit(content), files)
                : outcome;
    }

    /** A tool that ran has had its effect, even if its result cannot be passed on. */
    private static EffectState stateOf(CallOutcome given, CallOutcome outcome) {
        return switch (given) {
            case CallOutcome.Succeeded _ -> new EffectState.Done(StoredOutcome.json(outcome));
            case CallOutcome.Failed(ErrorCode code, _)
                    when code == ErrorCode.TOOL_TIMEOUT
                            || code == ErrorCode.CANCELLED
                            || code == ErrorCode.MEMORY_LIMIT_REACHED ->
                    new EffectState.Ambiguous(); // stopped on its way
            case CallOutcome.Failed _, CallOutcome.Rejected _ ->
                    new EffectState.Failed(StoredOutcome.json(outcome));
        };
    }

    /** An unavailable tool is a failure of the registry: the caller may ask again, unharmed. */
    private static CallOutcome answer(Call call, EffectState state, CallOutcome outcome) {
        if (state instanceof EffectState.Ambiguous && !call.known().definition().idempotent()) {
            return ambiguous(call);
        }
        return switch (outcome) {
            case CallOutcome.Rejected(ErrorCode code, String reason)
                    when code == ErrorCode.TOOL_UNAVAILABLE ->
                    new CallOutcome.Rejected(ErrorCode.UNAVAILABLE, reason);
            case CallOutcome.Failed(ErrorCode code, String reason)
                    when code == ErrorCode.TOOL_UNAVAILABLE ->
                    new CallOutcome.Failed(ErrorCode.UNAVAILABLE, reason);
            case CallOutcome.Succeeded _, CallOutcome.Rejected _, CallOutcome.Failed _ -> outcome;
        };
    }

    private static CallOutcome ambiguous(Call call) {
        return new CallOutcome.Failed(
                ErrorCode.EFFECT_AMBIGUOUS,
                "'%s' was called and gave no clear answer, so its effect may have happened: do not repeat it, say so in your answer"
                        .formatted(call.tool()));
    }

    private static CallOutcome stillAtWork(Call call) {
        return new CallOutcome.Rejected(
                ErrorCode.UNAVAILABLE,
                "the same call of '%s' is still at work: ask again later".formatted(call.tool()));
    }

    private static boolean slept(Duration pause) {
        try {
            Thread.sleep(pause);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static Duration longer(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
    }
}
