package io.agentfleet.tools.effect;

import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Effects in memory; several logs may share a store, as instances share the real one. */
@Alternative
@Singleton
public final class InMemoryEffectLog implements EffectLog {

    private record Stored(EffectState state, InMemoryEffectLog owner, int number) {}

    private final Map<String, Stored> store;
    private volatile boolean alive = true;
    private volatile boolean away;
    private int count;

    /** A log with a store of its own. */
    public InMemoryEffectLog() {
        this.store = new HashMap<>();
    }

    private InMemoryEffectLog(InMemoryEffectLog other) {
        this.store = other.store;
    }

    /** Another instance over the same store. */
    public InMemoryEffectLog another() {
        return new InMemoryEffectLog(this);
    }

    /** This instance is killed: what it intended stays intended. */
    public void die() {
        alive = false;
    }

    /** Nothing can be claimed from now on. */
    public void goAway() {
        away = true;
    }

    @Override
    public EffectClaim claim(ToolEffect effect, String seen) {
        if (away) {
            throw new FleetException(ErrorCode.UNAVAILABLE, "the log of effects is away");
        }
        synchronized (store) {
            @Nullable Stored found = store.get(effect.key());
            if (!seen.equals(found == null ? NOTHING : found.toString())) {
                return found == null
                        ? new EffectClaim.Taken(new EffectState.Failed(""), NOTHING, false)
                        : taken(found);
            }
            store.put(effect.key(), new Stored(new EffectState.Intended(), this, ++count));
            return new EffectClaim.Granted();
        }
    }

    private static EffectClaim taken(Stored found) {
        return new EffectClaim.Taken(found.state(), found.toString(), found.owner().alive);
    }

    @Override
    public void ended(ToolEffect effect, EffectState state) {
        synchronized (store) {
            if (!alive) {
                return;
            }
            if (state instanceof EffectState.Failed) {
                store.remove(effect.key());
            } else {
                store.put(effect.key(), new Stored(state, this, ++count));
            }
        }
    }

    @Override
    public boolean ready() {
        return !away;
    }
}
