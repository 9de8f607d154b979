package io.agentfleet.tools.effect;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentfleet.tools.call.Call;
import io.agentfleet.tools.call.CallArguments;
import org.junit.jupiter.api.Test;

class EffectPolicyTest {

    @Test
    void answersWhatIsDoneAndPerformsWhatFailed() {
        for (boolean idempotent : new boolean[] {true, false}) {
            assertThat(decide(new EffectState.Done("x"), false, idempotent))
                    .isEqualTo(new EffectPolicy.Answer("x"));
            assertThat(decide(new EffectState.Failed("x"), false, idempotent))
                    .isEqualTo(new EffectPolicy.Perform());
            assertThat(decide(new EffectState.Intended(), true, idempotent))
                    .isEqualTo(new EffectPolicy.Wait());
        }
    }

    @Test
    void repeatsOnlyAToolThatBearsItWhenNobodyKnowsWhatHappened() {
        for (EffectState unclear :
                new EffectState[] {new EffectState.Intended(), new EffectState.Ambiguous()}) {
            assertThat(decide(unclear, false, true)).isEqualTo(new EffectPolicy.Perform());
            assertThat(decide(unclear, false, false)).isEqualTo(new EffectPolicy.Refuse());
        }
    }

    @Test
    void theKeyIsTheSameForTheSameCallHoweverWrittenAndAnotherForEveryOther() {
        Call call = SampleEffects.call(true);
        Call spaced =
                new Call(
                        call.tool(),
                        call.registered(),
                        CallArguments.parse(" { } "),
                        call.caller().withKey("the agent's own"));
        ToolEffect effect = ToolEffect.of(call);

        assertThat(effect.key()).matches("[0-9a-f]{64}").isEqualTo(ToolEffect.of(spaced).key());
        assertThat(effect.call().caller().idempotencyKey()).isEqualTo(effect.key());
        assertThat(effect.key()).isNotEqualTo(SampleEffects.effect().key());
    }

    private static EffectPolicy decide(EffectState state, boolean atWork, boolean idempotent) {
        return EffectPolicy.of(new EffectClaim.Taken(state, "stored", atWork), idempotent);
    }
}
