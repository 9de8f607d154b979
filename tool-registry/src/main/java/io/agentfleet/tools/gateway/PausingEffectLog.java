package io.agentfleet.tools.gateway;

import io.agentfleet.pause.Boundary;
import io.agentfleet.pause.PausePoints;
import io.agentfleet.tools.effect.Claimed;
import io.agentfleet.tools.effect.Effect;
import io.agentfleet.tools.effect.EffectLog;
import io.agentfleet.tools.effect.EffectState;

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
    public Claimed claim(Effect effect, String seen) {
        Claimed claimed = real.claim(effect, seen);
        if (claimed instanceof Claimed.Granted) {
            points.reached(Boundary.EFFECT_INTENDED);
        }
        return claimed;
    }

    @Override
    public void ended(Effect effect, EffectState state) {
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
