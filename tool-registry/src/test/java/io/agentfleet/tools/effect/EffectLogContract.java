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

    private static final EffectClaim GRANTED = new EffectClaim.Granted();

    private final ToolEffect effect = SampleEffects.effect();

    /** An instance. */
    protected abstract EffectLog log();

    /** Another instance over the same store. */
    protected abstract EffectLog other();

    @Test
    void grantsOneOfManyClaims() throws Exception {
        List<Callable<EffectClaim>> claims = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            claims.add(() -> log().claim(effect, EffectLog.NOTHING));
            claims.add(() -> other().claim(effect, EffectLog.NOTHING));
        }
        List<EffectClaim> answers = new ArrayList<>();
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<EffectClaim> claim : pool.invokeAll(claims)) {
                answers.add(claim.get());
            }
        }
        assertThat(answers).filteredOn(GRANTED::equals).hasSize(1);
        assertThat(answers)
                .filteredOn(EffectClaim.Taken.class::isInstance)
                .allSatisfy(taken -> {
                    assertThat(((EffectClaim.Taken) taken).state())
                            .isEqualTo(new EffectState.Intended());
                    assertThat(((EffectClaim.Taken) taken).atWork()).isTrue();
                });
    }

    @Test
    void returnsTheOutcomeToEveryInstance() {
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
        EffectClaim.Taken seen = taken(other());

        assertThat(seen.state()).isEqualTo(new EffectState.Ambiguous());
        assertThat(other().claim(effect, seen.stored())).isEqualTo(GRANTED);
        assertThat(log().claim(effect, seen.stored())).isInstanceOf(EffectClaim.Taken.class);
    }

    @Test
    void isReady() {
        assertThat(log().ready()).isTrue();
    }

    private EffectClaim.Taken taken(EffectLog asked) {
        return (EffectClaim.Taken) asked.claim(effect, EffectLog.NOTHING);
    }
}
