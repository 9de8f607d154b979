package io.agentfleet.failpoints.service;

import io.agentfleet.failpoints.point.Failpoint;
import io.agentfleet.failpoints.point.Failpoints;
import io.agentfleet.tools.effect.EffectClaim;
import io.agentfleet.tools.effect.EffectLog;
import io.agentfleet.tools.effect.EffectState;
import io.agentfleet.tools.effect.ToolEffect;

/** A log of effects after whose notes the registry can be held. */
final class FailpointEffectLog implements EffectLog {

    private final EffectLog real;
    private final Failpoints points;

    FailpointEffectLog(EffectLog real, Failpoints points) {
        this.real = real;
        this.points = points;
    }

    @Override
    public EffectClaim claim(ToolEffect effect, String seen) {
        EffectClaim claimed = real.claim(effect, seen);
        if (claimed instanceof EffectClaim.Granted) {
            points.reached(Failpoint.EFFECT_INTENDED);
        }
        return claimed;
    }

    @Override
    public void ended(ToolEffect effect, EffectState state) {
        real.ended(effect, state);
        if (state instanceof EffectState.Done) {
            points.reached(Failpoint.EFFECT_DONE);
        }
    }

    @Override
    public boolean ready() {
        return real.ready();
    }
}
