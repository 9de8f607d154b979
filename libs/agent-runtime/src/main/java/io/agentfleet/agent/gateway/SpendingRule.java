package io.agentfleet.agent.gateway;

import io.agentfleet.agent.budget.Amount;
import io.agentfleet.agent.model.ModelCallException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/**
 * What a call that gave no answer took. A provider that was not reached, or that refused with a
 * status, charges nothing. Of every other call nobody knows: it counts with its estimate.
 */
final class SpendingRule {

    private SpendingRule() {}

    /** What counts as spent after this failure. */
    static Amount after(Throwable failure, Amount estimate) {
        return failure instanceof ModelCallException call && isFree(call)
                ? Amount.NOTHING
                : estimate;
    }

    private static boolean isFree(ModelCallException call) {
        return switch (call.failure()) {
            case OVERLOADED,
                    SERVER_ERROR,
                    RATE_LIMITED,
                    QUOTA_EXHAUSTED,
                    KEY_REFUSED,
                    UNKNOWN_MODEL,
                    CONTEXT_TOO_LONG,
                    INVALID_REQUEST ->
                    true;
            case UNREACHABLE -> neverConnected(call.getCause());
            case TIMED_OUT, CUT_OFF, UNREADABLE, CONTENT_FILTERED -> false;
        };
    }

    private static boolean neverConnected(@Nullable Throwable cause) {
        for (Throwable e = cause; e != null; e = e.getCause()) {
            if (e instanceof ConnectException
                    || e instanceof UnknownHostException
                    || e instanceof UnresolvedAddressException
                    || e instanceof HttpConnectTimeoutException
                    || e instanceof SSLHandshakeException) {
                return true;
            }
        }
        return false;
    }
}
