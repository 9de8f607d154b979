package io.agentfleet.orchestrator.ledger;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.math.BigDecimal;
import java.time.Duration;

/** The ledger of what models cost. */
@ConfigMapping(prefix = "fleet.cost")
public interface CostConfig {

    /** US dollars: a session that has cost more is logged and counted, once. */
    @WithDefault("5.00")
    BigDecimal sessionAlert();

    /** How long the costs of a task are shown, after its last model call. */
    @WithDefault("P90D")
    Duration retention();
}
