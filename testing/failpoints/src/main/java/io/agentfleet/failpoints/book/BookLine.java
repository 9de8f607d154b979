package io.agentfleet.failpoints.book;

import io.agentfleet.executor.sandbox.CallOrigin;
import java.time.Instant;

/**
 * One execution of {@code keep_book}, as it stands in the book.
 *
 * @param key the call's idempotency key
 * @param root the root task
 * @param repeated the key was in the book before: no effect of its own
 */
record BookLine(
        String key,
        String tenant,
        String session,
        String root,
        String task,
        String agent,
        int step,
        String entry,
        String at,
        boolean repeated) {

    static BookLine of(CallOrigin origin, String root, String entry, Instant now) {
        return new BookLine(
                origin.key(),
                origin.tenant(),
                origin.session(),
                root,
                origin.task(),
                origin.agent(),
                origin.step(),
                entry,
                now.toString(),
                false);
    }

    BookLine repetition() {
        return new BookLine(key, tenant, session, root, task, agent, step, entry, at, true);
    }
}
