package io.agentfleet.bench.load;

import java.util.concurrent.CompletableFuture;

/** What can be asked for an answer, by many threads at once. */
public interface LoadTarget {

    /** Asks once more; completes when it is answered well, fails with the reason otherwise. */
    CompletableFuture<?> ask();
}
