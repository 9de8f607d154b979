package io.agentfleet.agent.fake;

import io.agentfleet.agent.cache.AnswerStore;
import io.agentfleet.agent.cache.CacheKey;
import io.agentfleet.agent.model.ModelResponse;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Answers of one process, kept for ever. */
public final class InMemoryAnswerStore implements AnswerStore {

    private final Map<CacheKey, ModelResponse> answers = new ConcurrentHashMap<>();
    private volatile boolean away;

    /** From now on it does not answer. */
    public void goAway() {
        away = true;
    }

    @Override
    public Optional<ModelResponse> find(CacheKey key) {
        requireThere();
        return Optional.ofNullable(answers.get(key));
    }

    @Override
    public void keep(CacheKey key, ModelResponse response, Duration ttl) {
        requireThere();
        answers.put(key, response);
    }

    private void requireThere() {
        if (away) {
            throw new FleetException(ErrorCode.UNAVAILABLE, "the store is away");
        }
    }
}
