package io.agentfleet.agentservice.assembly;

import io.agentfleet.taskmodel.task.TokenBounds;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** What tasks may ask for; the same for the orchestrator and every agent. */
@ConfigMapping(prefix = "fleet.limits")
public interface LimitsConfig {

    /** Tokens of all model calls of a task, read and written. */
    TokenBudget tokenBudget();

    /** The bounds of token budgets. */
    interface TokenBudget {

        /** Of a task that names none. */
        @WithName("default")
        @WithDefault("8192")
        int unnamed();

        /** The least that a task may name. */
        @WithDefault("512")
        int min();

        /** The most that a task may name. */
        @WithDefault("32768")
        int max();

        /** Bounds of single tenants, by name. */
        Map<String, OfTenant> tenants();
    }

    /** Bounds of one tenant; what is not given is as for all. */
    interface OfTenant {

        /** Of a task that names none. */
        @WithName("default")
        OptionalInt unnamed();

        /** The least that a task may name. */
        OptionalInt min();

        /** The most that a task may name. */
        OptionalInt max();
    }

    /** The bounds; fails naming those that make no sense. */
    default TokenBounds bounds() {
        TokenBudget all = tokenBudget();
        return new TokenBounds(
                new TokenBounds.Range(all.unnamed(), all.min(), all.max()),
                all.tenants().entrySet().stream()
                        .collect(
                                Collectors.toMap(
                                        Map.Entry::getKey, own -> range(all, own.getValue()))));
    }

    private static TokenBounds.Range range(TokenBudget all, OfTenant own) {
        return new TokenBounds.Range(
                own.unnamed().orElse(all.unnamed()),
                own.min().orElse(all.min()),
                own.max().orElse(all.max()));
    }
}
