package io.agentfleet.tools.effect.redis;

import io.agentfleet.messaging.redis.RedisConnection;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import io.agentfleet.tools.effect.EffectState;
import io.vertx.mutiny.redis.client.Response;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The index of effects in Redis, as one owner sees it: each index is an owner of its own. */
@Singleton
public final class EffectIndex {

    /** An owner without a heartbeat for this long is dead. */
    private static final Duration DEAD_AFTER = Duration.ofSeconds(10);

    private static final String MARK = "fleet:effects:mark";
    private static final String LOCK = "fleet:effects:rebuild";
    private static final String OWNERS = "fleet:effects:owner:";

    private final RedisConnection redis;
    private final String owner = UUID.randomUUID().toString();
    private final Duration keep;

    public EffectIndex(RedisConnection redis, EffectsConfig config) {
        this.redis = redis;
        this.keep = config.keep();
    }

    /** Whose intents this index writes: this start of the registry. */
    public String owner() {
        return owner;
    }

    /** An effect as the log holds it. */
    public record Logged(String key, String state, long offset, long ageMillis) {}

    /** What stands in the way of a claim: its entry, and whether its owner lives. */
    public record Found(String entry, boolean alive) {

        /** The entry without its offset. */
        public String state() {
            return entry.substring(entry.indexOf(' ') + 1);
        }
    }

    /** Null if the claim was granted. */
    public @Nullable Found claim(String key, String seen) {
        return found(
                run(
                        EffectScripts.CLAIM,
                        List.of(name(key), MARK),
                        List.of(seen, intent(), millis(keep), OWNERS)));
    }

    /**
     * Null if the claim still is this owner's; its intent is at this offset of the log.
     *
     * @throws FleetException with UNAVAILABLE if that cannot be known now
     */
    public @Nullable Found hold(String key, long offset) {
        return found(
                run(
                        EffectScripts.HOLD,
                        List.of(name(key), MARK),
                        List.of(intent(), millis(keep), Long.toString(offset))));
    }

    private static @Nullable Found found(Response answer) {
        return switch (answer.get(0).toString()) {
            case "granted", "held" -> null;
            case "taken" ->
                    new Found(
                            answer.get(1).toString(),
                            answer.size() > 2 && answer.get(2).toInteger() == 1);
            default ->
                    throw new FleetException(
                            ErrorCode.UNAVAILABLE,
                            "the index of effects is being rebuilt from topic tool.effects: try again when the registry's /ready answers 200");
        };
    }

    /** Puts this state, logged at this offset, in place of the intent. */
    public void end(String key, EffectState state, long offset) {
        run(
                EffectScripts.END,
                List.of(name(key)),
                List.of(intent(), millis(keep), Long.toString(offset), text(state, owner)));
    }

    /** Says that the owner lives; true if there is an index. */
    public boolean heartbeat() {
        return run(EffectScripts.BEAT, List.of(OWNERS + owner, MARK), List.of(millis(DEAD_AFTER)))
                        .toInteger()
                == 1;
    }

    /** True if this owner may rebuild the index now. */
    public boolean lock() {
        return run(EffectScripts.LOCK, List.of(LOCK), List.of(owner, millis(DEAD_AFTER)))
                        .toInteger()
                == 1;
    }

    /** Puts back what the log holds; false if another owner rebuilds since. */
    public boolean restore(List<Logged> effects) {
        List<String> keys = new ArrayList<>(List.of(LOCK));
        List<String> arguments = new ArrayList<>(List.of(owner));
        for (Logged effect : effects) {
            long left = keep.toMillis() - effect.ageMillis();
            if (left > 0) {
                keys.add(name(effect.key()));
                arguments.add(effect.state());
                arguments.add(Long.toString(left));
                arguments.add(Long.toString(effect.offset()));
            }
        }
        return run(EffectScripts.RESTORE, keys, arguments).toInteger() == 1;
    }

    /** The index is whole; false if another owner rebuilds since. */
    public boolean mark() {
        return run(EffectScripts.MARK, List.of(LOCK, MARK), List.of(owner)).toInteger() == 1;
    }

    /** The state of an effect that this owner is about to make, as the index holds it. */
    public String intent() {
        return text(new EffectState.Intended(), owner);
    }

    /** A state as the index holds it, without its offset. */
    public static String text(EffectState state, String owner) {
        return switch (state) {
            case EffectState.Intended _ -> "i" + owner;
            case EffectState.Done(String outcome) -> "d" + outcome;
            case EffectState.Failed _ -> "f";
            case EffectState.Ambiguous _ -> "a";
        };
    }

    /** The state in such a text; that of an entry that is not there is as if it had failed. */
    public static EffectState state(String text) {
        if (text.isEmpty()) {
            return new EffectState.Failed("");
        }
        String rest = text.substring(1);
        return switch (text.charAt(0)) {
            case 'f' -> new EffectState.Failed("");
            case 'd' -> new EffectState.Done(rest);
            case 'i' -> new EffectState.Intended();
            default -> new EffectState.Ambiguous();
        };
    }

    private Response run(String script, List<String> keys, List<String> arguments) {
        return Objects.requireNonNull(redis.eval(script, keys, arguments));
    }

    private static String name(String key) {
        return "fleet:effect:" + key;
    }

    private static String millis(Duration time) {
        return Long.toString(time.toMillis());
    }
}
