package io.agentfleet.agent.cache;

import io.agentfleet.agent.model.ModelResponse;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.jboss.logging.Logger;

/**
 * The cache of one process. Of equal calls at the same time one is made, and the others get its
 * answer; if it fails, each goes on by itself. A store that is away means no cache, never a failed
 * call. Safe for many threads.
 */
public final class AnswerCache {

    private static final Logger LOG = Logger.getLogger(AnswerCache.class);

    private final CachePolicy policy;
    private final AnswerStore store;
    private final Map<CacheKey, CompletableFuture<Optional<ModelResponse>>> underWay =
            new ConcurrentHashMap<>();

    public AnswerCache(CachePolicy policy, AnswerStore store) {
        this.policy = policy;
        this.store = store;
    }

    /** Which answers are kept. */
    public CachePolicy policy() {
        return policy;
    }

    /**
     * Looks an answer up; waits if an equal call is under way. Close the place when the call is
     * over, however it ended.
     *
     * @param maxOutputTokens longer answers are not taken
     * @throws FleetException with CANCELLED if the thread was interrupted
     */
    public Place open(CacheKey key, int maxOutputTokens) {
        CompletableFuture<Optional<ModelResponse>> mine = new CompletableFuture<>();
        var other = underWay.putIfAbsent(key, mine);
        Place place = new Place(key, mine, other == null);
        try {
            place.known =
                    (other == null ? find(key) : await(other))
                            .filter(answer -> answer.usage().output() <= maxOutputTokens);
            return place;
        } catch (RuntimeException e) {
            place.close();
            throw e;
        }
    }

    private Optional<ModelResponse> find(CacheKey key) {
        try {
            return store.find(key);
        } catch (FleetException e) {
            LOG.warnf("answer_cache_away reason=%s", e.getMessage());
            return Optional.empty();
        }
    }

    private static Optional<ModelResponse> await(CompletableFuture<Optional<ModelResponse>> other) {
        try {
            return other.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FleetException(
                    ErrorCode.CANCELLED, "Interrupted while an equal model call was made", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a place is closed with a value", e);
        }
    }

    private void keep(CacheKey key, ModelResponse response) {
        try {
            store.keep(key, response, policy.ttl());
        } catch (FleetException e) {
            LOG.warnf("answer_not_kept reason=%s", e.getMessage());
        }
    }

    /** One call's place in the cache. Owned by its thread. */
    public final class Place implements AutoCloseable {

        private final CacheKey key;
        private final CompletableFuture<Optional<ModelResponse>> answer;
        private final boolean leads;
        private Optional<ModelResponse> known = Optional.empty();

        private Place(
                CacheKey key, CompletableFuture<Optional<ModelResponse>> answer, boolean leads) {
            this.key = key;
            this.answer = answer;
            this.leads = leads;
        }

        /** The answer, if one is known. */
        public Optional<ModelResponse> known() {
            return known;
        }

        /** Keeps an answer that was made just now, unless the policy is against it. */
        public void keep(ModelResponse response) {
            if (policy.keeps(response)) {
                known = Optional.of(response);
                AnswerCache.this.keep(key, response);
            }
        }

        @Override
        public void close() {
            if (leads) {
                underWay.remove(key, answer);
                answer.complete(known);
            }
        }
    }
}
