package io.agentfleet.executor.confinement;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A thread that was there before the process confined itself. */
final class OlderThread {

    private static final ExecutorService THREAD =
            Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().factory());

    private OlderThread() {}

    static void start() throws Exception {
        THREAD.submit(() -> {}).get();
    }

    static Object run(ForbiddenAttempt attempt, Places places) throws Exception {
        return THREAD.submit(() -> attempt.run(places)).get();
    }
}
