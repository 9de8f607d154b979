package io.agentfleet.tools.effect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What every log of effects promises. */
public abstract class EffectLogContract {

    private static final Claimed GRANTED = new Claimed.Granted();

    private final Effect effect = Effects.effect();

    /** An instance. */
    protected abstract EffectLog log();

    /** Another instance over the same store. */
    protected abstract EffectLog other();

    @Test
    void grantsOneOfManyClaims() throws Exception {
        List<Callable<Claimed>> claims = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            claims.add(() -> log().claim(effect, EffectLog.NOTHING));
            claims.add(() -> other().claim(effect, EffectLog.NOTHING));
        }
        List<Claimed> answers = new ArrayList<>();
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Claimed> claim : pool.invokeAll(claims)) {
                answers.add(claim.get());
            }
        }
        assertThat(answers).filteredOn(GRANTED::equals).hasSize(1);
        assertThat(answers)
                .filteredOn(Claimed.Taken.class::isInstance)
                .allSatisfy(taken -> {
                    assertThat(((Claimed.Taken) taken).state())
                            .isEqualTo(new EffectState.Intended());
                    assertThat(((Claimed.Taken) taken).atWork()).isTrue();
                });
    }

    @Test
    void tellsTheOutcomeToEveryInstance() {
        log().claim(effect, EffectLog.NOTHING);
        log().ended(effect, new EffectState.Done("{\"한\":1}"));

        assertThat(taken(log()).state()).isEqualTo(new EffectState.Done("{\"한\":1}"));
        assertThat(taken(other()).state()).isEqualTo(new EffectState.Done("{\"한\":1}"));
    }

    @Test
    void grantsAgainWhatFailedCleanly() {
        log().claim(effect, EffectLog.NOTHING);
        log().ended(effect, new EffectState.Failed("no"));

        assertThat(other().claim(effect, EffectLog.NOTHING)).isEqualTo(GRANTED);
    }

    @Test
    void grantsWhatIsAmbiguousOnceToWhoHasSeenIt() {
        log().claim(effect, EffectLog.NOTHING);
        log().ended(effect, new EffectState.Ambiguous());
        Claimed.Taken seen = taken(other());

        assertThat(seen.state()).isEqualTo(new EffectState.Ambiguous());
        assertThat(other().claim(effect, seen.stored())).isEqualTo(GRANTED);
        assertThat(log().claim(effect, seen.stored())).isInstanceOf(Claimed.Taken.class);
    }

    @Test
    void isReady() {
        assertThat(log().ready()).isTrue();
    }

    private Claimed.Taken taken(EffectLog asked) {
        return (Claimed.Taken) asked.claim(effect, EffectLog.NOTHING);
    }
}
