package io.agentfleet.agent.gateway;

import io.agentfleet.agent.model.Caller;
import io.agentfleet.agent.model.LanguageModel;
import io.agentfleet.agent.model.ModelRequest;
import io.agentfleet.agent.model.ModelResponse;
import io.agentfleet.agent.route.Route;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** One call on its way through the gateway. Owned by its thread. */
final class ModelCall {

    private final ModelRequest request;
    private final Caller caller;
    private final Optional<Consumer<String>> text;
    private final Route route;
    private final long start = System.nanoTime();
    private long elsewhere;
    private boolean stopped;

    /**
     * @param text receives the answer as it comes; empty if nobody listens
     */
    ModelCall(ModelRequest request, Caller caller, Optional<Consumer<String>> text, Route route) {
        this.request = request;
        this.caller = caller;
        this.text = text;
        this.route = route;
    }

    /** Asks a model. */
    ModelResponse ask(LanguageModel model) {
        try {
            return text.map(to -> model.stream(request, to))
                    .orElseGet(() -> model.complete(request));
        } finally {
            stopped |= Thread.currentThread().isInterrupted();
        }
    }

    /** True if the thread was told to stop while a model was asked: it is not asked again. */
    boolean isStopped() {
        return stopped;
    }

    /** Whatever guards the call may swallow the interrupt on the way. */
    void keepInterrupt() {
        if (stopped) {
            Thread.currentThread().interrupt();
        }
    }

    ModelRequest request() {
        return request;
    }

    Caller caller() {
        return caller;
    }

    Route route() {
        return route;
    }

    /** Does what is no overhead of the gateway: asks a model, or waits. */
    <T> T elsewhere(Supplier<T> work) {
        long begin = System.nanoTime();
        try {
            return work.get();
        } finally {
            elsewhere += System.nanoTime() - begin;
        }
    }

    /** Counts a wait that no code of ours makes. */
    void waits(Duration pause) {
        elsewhere += pause.toNanos();
    }

    /** What the gateway took so far, beside calls and waits. */
    Duration overhead() {
        return Duration.ofNanos(Math.max(0, System.nanoTime() - start - elsewhere));
    }
}
