package io.agentfleet.tools.gateway;

import io.agentfleet.pause.Boundary;
import io.agentfleet.pause.PausePoints;
import io.agentfleet.tools.effect.EffectClaim;
import io.agentfleet.tools.effect.EffectLog;
import io.agentfleet.tools.effect.EffectState;
import io.agentfleet.tools.effect.ToolEffect;

/** A log of effects after whose notes the registry can be held. */
final class PausingEffectLog implements EffectLog {

    private final EffectLog real;
    private final PausePoints points;

    private PausingEffectLog(EffectLog real, PausePoints points) {
        this.real = real;
        this.points = points;
    }

    /** This log as it is, unless this process takes part in a rehearsal. */
    static EffectLog around(EffectLog real) {
        return PausePoints.ofProcess()
                .<EffectLog>map(points -> new PausingEffectLog(real, points))
                .orElse(real);
    }

    @Override
    public EffectClaim claim(ToolEffect effect, String seen) {
        EffectClaim claimed = real.claim(effect, seen);
        if (claimed instanceof EffectClaim.Granted) {
            points.reached(Boundary.EFFECT_INTENDED);
        }
        return claimed;
    }

    @Override
    public void ended(ToolEffect effect, EffectState state) {
        real.ended(effect, state);
        if (state instanceof EffectState.Done) {
            points.reached(Boundary.EFFECT_DONE);
        }
    }

    @Override
    public boolean ready() {
        return real.ready();
    }
}
