package io.agentfleet.providers.error;

import io.agentfleet.agent.model.ModelCallException;
import io.agentfleet.agent.model.ModelFailure;
import io.agentfleet.agent.model.ModelSettings;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Makes the exceptions of one model's calls. Each message names the model, says what its provider
 * said, shortened and without a key, and what to do.
 *
 * @param provider its name in the configuration
 * @param address where it is called
 */
public record CallFailures(
        ModelSettings settings, String provider, String address, ErrorTable errors) {

    private static final int MOST_CHARACTERS = 300;

    /** What looks like a key of one of the providers, whole or partly masked. */
    private static final Pattern KEY = Pattern.compile("\\b(sk-|AIza|AQ\\.)[A-Za-z0-9_*.-]{4,}");

    /** What the provider refused. */
    public ModelCallException refused(int status, String body, Optional<Duration> retryAfter) {
        ProviderError error = ProviderError.of(status, body);
        String said = error.message().isBlank() ? "nothing more" : quoted(error.message());
        return of(
                errors.failure(error),
                status == ProviderError.WITHIN_STREAM
                        ? "its provider broke off and says " + said
                        : "its provider answers HTTP %d and says %s".formatted(status, said),
                retryAfter);
    }

    /** What went wrong on the way. */
    public ModelCallException of(ModelFailure failure, String what) {
        return of(failure, what, Optional.empty());
    }

    private ModelCallException of(
            ModelFailure failure, String what, Optional<Duration> retryAfter) {
        String message =
                "The model '%s' (%s %s at %s): %s. %s"
                        .formatted(
                                settings.name(),
                                provider,
                                settings.model(),
                                address,
                                clean(what),
                                advice(failure));
        return new ModelCallException(failure, message, retryAfter, null);
    }

    /** The caller was interrupted. */
    public FleetException cancelled() {
        return new FleetException(
                ErrorCode.CANCELLED,
                "The call of the model '%s' was cancelled".formatted(settings.name()));
    }

    /** A foreign text in quotes, on one line and of a bearable length. */
    public static String quoted(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        return "'"
                + (line.length() > MOST_CHARACTERS
                        ? line.substring(0, MOST_CHARACTERS) + "..."
                        : line)
                + "'";
    }

    private String clean(String what) {
        String without = settings.key().map(key -> what.replace(key.value(), "[key]")).orElse(what);
        return KEY.matcher(without).replaceAll("[key]");
    }

    private String advice(ModelFailure failure) {
        String setting = "fleet.models." + settings.name();
        return switch (failure) {
            case UNREACHABLE -> "Is it running, and is %s.base-url right?".formatted(setting);
            case OVERLOADED, SERVER_ERROR, CUT_OFF -> "Try again later.";
            case RATE_LIMITED -> "Ask it less often, or raise the limit with its provider.";
            case TIMED_OUT -> "Raise %s.time-limit, or take a quicker model.".formatted(setting);
            case UNREADABLE -> "Is %s.base-url right?".formatted(setting);
            case QUOTA_EXHAUSTED -> "Add credit with its provider.";
            case KEY_REFUSED -> "Set %s.api-key-file to a key that works.".formatted(setting);
            case UNKNOWN_MODEL -> "Set %s.model to one that its provider has.".formatted(setting);
            case CONTEXT_TOO_LONG ->
                    "Ask for less, or set %s.context-tokens to what it can read."
                            .formatted(setting);
            case CONTENT_FILTERED -> "Ask in other words.";
            case INVALID_REQUEST -> "Can this model call tools and answer in JSON?";
        };
    }
}
