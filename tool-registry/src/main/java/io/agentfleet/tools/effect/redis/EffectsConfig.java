package io.agentfleet.tools.effect.redis;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How effects are remembered. */
@ConfigMapping(prefix = "fleet.effects")
public interface EffectsConfig {

    /** How long a call that wrote is recognised; as long as topic tool.effects keeps records. */
    @WithDefault("14d")
    Duration keep();
}
