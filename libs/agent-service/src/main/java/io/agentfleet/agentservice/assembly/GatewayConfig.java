package io.agentfleet.agentservice.assembly;

import io.agentfleet.agent.gateway.UnknownPrice;
import io.agentfleet.agent.route.StepKind;
import io.agentfleet.agent.route.Tier;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** The model gateway: which model answers, what is kept, what may be spent. */
@ConfigMapping(prefix = "fleet.model")
public interface GatewayConfig {

    /** Name of the model for every tier without one of its own. */
    @WithDefault("offline")
    String use();

    /** Names of models by tier: {@code light}, {@code standard}, {@code premium}. */
    Map<Tier, String> tiers();

    /** Which calls go to which tier; the first that holds decides, without one it is standard. */
    List<Rule> rules();

    /** Names of the models that are asked when another does not answer, in order. */
    Optional<List<String>> fallbacks();

    /** A provider that asks to be left alone for longer is not waited for. */
    @WithDefault("30s")
    Duration longestRetryAfter();

    /** Answers that are kept. */
    Cache cache();

    /** What may be spent. */
    Budget budget();

    /** Breakers of models. */
    Breaker breaker();

    /** Sends calls to a tier. All that is given must hold. */
    interface Rule {

        /** A pattern that is found in what the user asked, in any script. */
        Optional<String> whenText();

        /** Tokens that the model reads. */
        OptionalInt whenLongerThan();

        /** Tokens that the model reads. */
        OptionalInt whenShorterThan();

        /** Name of the agent. */
        Optional<String> agent();

        /** {@code first}, {@code later} or {@code final-format}. */
        Optional<StepKind> step();

        /** Where such calls go. */
        Tier tier();

        /** Shown with each answer. */
        String reason();
    }

    /** Answers that are kept. */
    interface Cache {

        /** How long an answer is given again to equal calls; 0: never. */
        @WithDefault("0s")
        Duration ttl();

        /** Tools whose results are true for a moment only: answers from them are not kept. */
        Optional<Set<String>> liveTools();
    }

    /** What may be spent. */
    interface Budget {

        /** By a user's task and all that serves it. */
        Limit task();

        /** By all tasks of a session. */
        Limit session();

        /** By a tenant in a day (UTC). */
        Limit tenant();

        /** The same for single tenants, by name. */
        Map<String, Limit> tenants();

        /** By the whole fleet in a day (UTC). */
        Limit day();

        /** What happens where money is limited and a price is not known. */
        @WithDefault("refuse")
        UnknownPrice unknownPrice();

        /** Percent that are added to the count of a call's input when it is reserved. */
        @WithDefault("25")
        int estimateMargin();

        /** After which a reservation is settled for its process; longer than any model call. */
        @WithDefault("2m")
        Duration reservationLifetime();
    }

    /** The most that may be spent; not given: no limit. */
    interface Limit {

        /** Read and written. */
        OptionalLong tokens();

        /** US dollars. */
        Optional<BigDecimal> dollars();
    }

    /** When a model's breaker opens and closes. */
    interface Breaker {

        /** Calls that the share is taken of. */
        @WithDefault("10")
        int window();

        /** Share of them that failed at which it opens. */
        @WithDefault("0.5")
        double failureRatio();

        /** How long the model is left alone before one call may try. */
        @WithDefault("10s")
        Duration pause();
    }
}
