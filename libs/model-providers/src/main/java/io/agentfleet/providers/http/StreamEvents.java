package io.agentfleet.providers.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEvent;
import dev.langchain4j.http.client.sse.ServerSentEventContext;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import io.agentfleet.agent.model.ModelFailure;
import io.agentfleet.providers.error.CallFailures;
import io.agentfleet.providers.error.ProviderError;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Watches the events of one stream on their way to the client of the protocol: what breaks off,
 * fails or cannot be read ends with its failure, once, and never with an answer.
 */
final class StreamEvents implements ServerSentEventListener {

    private static final JsonFactory JSON = new JsonFactory();

    private final ServerSentEventListener client;
    private final StreamSigns signs;
    private final CallFailures failures;
    private final CallClock clock;
    private final String contentType;
    private boolean begun;
    private boolean answered;
    private @Nullable RuntimeException failure;

    StreamEvents(
            ServerSentEventListener client,
            StreamSigns signs,
            CallFailures failures,
            CallClock clock,
            String contentType) {
        this.client = client;
        this.signs = signs;
        this.failures = failures;
        this.clock = clock;
        this.contentType = contentType;
    }

    @Override
    public void onOpen(SuccessfulHttpResponse response) {
        client.onOpen(response);
    }

    @Override
    public void onEvent(ServerSentEvent event, ServerSentEventContext context) {
        if (failure != null || event.data().isBlank()) {
            return;
        }
        begun = true;
        failure =
                switch (signs.of(event)) {
                    case GOES_ON -> passed(event, context);
                    case ANSWERED -> {
                        answered = true;
                        yield passed(event, context);
                    }
                    case ENDED -> {
                        answered = true;
                        clock.expectEnd();
                        yield passed(event, context);
                    }
                    case FILTERED ->
                            failures.of(
                                    ModelFailure.CONTENT_FILTERED,
                                    "its provider does not answer this for reasons of content");
                    case FAILED ->
                            failures.refused(
                                    ProviderError.WITHIN_STREAM, event.data(), Optional.empty());
                };
        if (failure != null) {
            context.parsingHandle().cancel();
        }
    }

    /** Gives the client an event; the failure if it cannot read it. */
    private @Nullable RuntimeException passed(
            ServerSentEvent event, ServerSentEventContext context) {
        if (endsInItsMiddle(event.data())) { // some clients keep to themselves what is wrong
            return failures.of(ModelFailure.CUT_OFF, "its answer broke off within an event");
        }
        try {
            client.onEvent(event, context);
            return null;
        } catch (RuntimeException e) {
            return failures.of(ModelFailure.UNREADABLE, unreadable(event.data()));
        }
    }

    /** The last event of a stream that was cut may be the beginning of one. */
    private static boolean endsInItsMiddle(String data) {
        try (JsonParser json = JSON.createParser(data)) {
            json.nextToken();
            json.skipChildren();
            return false;
        } catch (IOException e) {
            return e instanceof JsonEOFException
                    || (e instanceof JsonProcessingException wrong
                            && wrong.getLocation().getCharOffset() >= data.length()); // in a word
        }
    }

    static String unreadable(String data) {
        return "its answer is not in the provider's form: " + CallFailures.quoted(data);
    }

    @Override
    public void onError(Throwable cause) {
        if (failure != null) {
            return;
        }
        failure =
                switch (cause) {
                    case StreamException stopped ->
                            failures.of(stopped.failure(), String.valueOf(stopped.getMessage()));
                    case InterruptedIOException interrupted -> failures.cancelled();
                    case IOException broken when begun ->
                            failures.of(
                                    ModelFailure.CUT_OFF,
                                    "its answer broke off: " + broken.getMessage());
                    default ->
                            failures.of(
                                    ModelFailure.UNREACHABLE,
                                    "the connection broke before an answer began: "
                                            + cause.getMessage());
                };
    }

    /** The stream is over: tells the client how it ended. */
    void end() {
        if (failure == null && !begun) {
            failure =
                    failures.of(
                            ModelFailure.UNREADABLE,
                            "what answers is not a model, or it says nothing (content type '%s')"
                                    .formatted(contentType));
        } else if (failure == null && !answered) {
            failure =
                    failures.of(
                            ModelFailure.CUT_OFF, "its answer broke off without its finish sign");
        }
        if (failure != null) {
            client.onError(failure);
        } else {
            client.onClose();
        }
    }
}
