package io.agentfleet.modelserver.server;

import io.vertx.ext.web.RoutingContext;

/**
 * Answers requests on virtual threads, never on the event loop, with a line of the log for each.
 */
final class AnswerThreads {

    private final CallLog log;

    AnswerThreads(CallLog log) {
        this.log = log;
    }

    /** Makes an answer, and says what it was. */
    interface Work {
        String answer(Reply reply) throws InterruptedException;
    }

    /** Starts the work; what breaks in it cuts the connection. */
    void answer(RoutingContext context, Work work) {
        Reply reply = new Reply(context.request());
        long start = System.nanoTime();
        Thread.ofVirtual()
                .name("call")
                .start(() -> {
                    String what;
                    try {
                        what = work.answer(reply);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                        what = "interrupted";
                    } catch (RuntimeException e) {
                        what = "broke: " + e;
                        reply.cut();
                    }
                    log.answered(
                            "%s %s %s -> %d, %d ms"
                                    .formatted(
                                            context.request().method(),
                                            context.request().path(),
                                            what,
                                            reply.status(),
                                            (System.nanoTime() - start) / 1_000_000));
                });
    }
}
