package io.agentfleet.agent.cache;

import io.agentfleet.agent.model.ModelResponse;
import java.time.Duration;
import java.util.Optional;

/** Keeps answers. Blocking, safe for many threads. */
public interface AnswerStore {

    /**
     * The answer that is kept under a key.
     *
     * @throws io.agentfleet.schemas.FleetException with UNAVAILABLE if the store is away
     */
    Optional<ModelResponse> find(CacheKey key);

    /**
     * Keeps an answer for so long.
     *
     * @throws io.agentfleet.schemas.FleetException with UNAVAILABLE if the store is away
     */
    void keep(CacheKey key, ModelResponse response, Duration ttl);
}
