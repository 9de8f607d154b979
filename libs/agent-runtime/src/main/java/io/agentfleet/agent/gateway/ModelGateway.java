package io.agentfleet.agent.gateway;

import io.agentfleet.agent.model.LanguageModel;
import io.agentfleet.agent.model.ModelId;
import io.agentfleet.agent.model.ModelRequest;
import io.agentfleet.agent.model.ModelResponse;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import io.agentfleet.taskmodel.run.ModelUsage;
import io.agentfleet.taskmodel.run.Money;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * The one place that every model call passes: budget, call, retry with jitter, usage. Blocking,
 * safe for many threads, interruptible.
 *
 * <p>Only MODEL_UNAVAILABLE is retried, at most {@value #ATTEMPTS} attempts in all, within some
 * seconds: no other place retries a model that is unavailable. A run that is told to stop, or whose
 * deadline has passed, interrupts the wait.
 */
public final class ModelGateway {

    private static final int ATTEMPTS = 5;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(400);

    private final LanguageModel model;
    private final UsageListener listener;
    private final RandomGenerator jitter;
    private final Duration firstPause;

    public ModelGateway(LanguageModel model, UsageListener listener, RandomGenerator jitter) {
        this(model, listener, jitter, FIRST_PAUSE);
    }

    /**
     * @param firstPause before the second attempt; doubled before each further one
     */
    public ModelGateway(
            LanguageModel model,
            UsageListener listener,
            RandomGenerator jitter,
            Duration firstPause) {
        this.model = model;
        this.listener = listener;
        this.jitter = jitter;
        this.firstPause = firstPause;
    }

    /** Who answers. */
    public ModelId id() {
        return model.id();
    }

    /** True if the backend answers. */
    public boolean isReady() {
        return model.isReady();
    }

    /**
     * Answers the conversation within the budget.
     *
     * @throws FleetException with TOKEN_BUDGET_EXCEEDED if nothing is left, MODEL_UNAVAILABLE if
     *     the backend stays away
     */
    public ModelAnswer complete(ModelRequest request, TokenBudget budget) {
        if (budget.remaining() == 0) {
            throw new FleetException(
                    ErrorCode.TOKEN_BUDGET_EXCEEDED,
                    "The token budget is spent (%d used): raise token_budget or ask for less"
                            .formatted(budget.used().total()));
        }
        ModelResponse response = callWithRetry(request);
        budget.settle(response.usage());
        listener.used(request.agent(), model.id(), response.usage());
        return new ModelAnswer(response, usage(response));
    }

    private ModelUsage usage(ModelResponse response) {
        return new ModelUsage(
                model.id().toString(),
                response.servedBy(),
                "the only model",
                false,
                response.usage(),
                Money.NONE);
    }

    private ModelResponse callWithRetry(ModelRequest request) {
        for (int attempt = 1; ; attempt++) {
            try {
                return model.complete(request);
            } catch (FleetException e) {
                if (e.code() != ErrorCode.MODEL_UNAVAILABLE || attempt == ATTEMPTS) {
                    throw e;
                }
                pause(attempt, e);
            }
        }
    }

    private void pause(int attempt, FleetException cause) {
        long longest = firstPause.toMillis() << (attempt - 1);
        try {
            Thread.sleep(longest / 2 + jitter.nextLong(longest / 2 + 1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw cause;
        }
    }
}
