package io.agentfleet.providers.chat;

import dev.langchain4j.exception.ContentFilteredException;
import dev.langchain4j.exception.UnsupportedFeatureException;
import dev.langchain4j.model.chat.StreamingChatModel;
import io.agentfleet.agent.model.LanguageModel;
import io.agentfleet.agent.model.ModelFailure;
import io.agentfleet.agent.model.ModelId;
import io.agentfleet.agent.model.ModelRequest;
import io.agentfleet.agent.model.ModelResponse;
import io.agentfleet.agent.model.ModelSettings;
import io.agentfleet.providers.error.CallFailures;
import io.agentfleet.providers.http.StreamingClient;
import io.agentfleet.schemas.FleetException;
import java.net.http.HttpClient;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A model over the wire. Every call is streamed inside, so that a provider that stands still or
 * breaks off is noticed whether the caller wants the pieces or not.
 */
public final class ProviderModel implements LanguageModel {

    private final ModelId id;
    private final String shaped;
    private final StreamingChatModel client;
    private final ChatRequests requests;
    private final Answers answers;
    private final CallFailures failures;
    private final Reachability reachability;

    /**
     * Opens it; calls nothing yet.
     *
     * @throws IllegalArgumentException naming the setting that is missing or wrong
     */
    public ProviderModel(Protocol protocol, ModelSettings settings) {
        String address = Address.of(protocol, settings);
        if (protocol.needsKey() && settings.key().isEmpty()) {
            throw new IllegalArgumentException(
                    "fleet.models.%s.api-key-file is missing: %s answers nobody without a key"
                            .formatted(settings.name(), protocol.name()));
        }
        HttpClient network = StreamingClient.network(settings.timeLimits().connect());
        this.id = new ModelId(protocol.name(), settings.model());
        this.shaped =
                settings.temperature().map(t -> "temperature=" + t + " ").orElse("")
                        + "base-url="
                        + address;
        this.failures = new CallFailures(settings, protocol.name(), address, protocol);
        this.client =
                protocol.client(
                        settings,
                        address,
                        new StreamingClient(
                                        network, protocol.signs(), failures, protocol::requestBody)
                                .builder());
        this.requests = new ChatRequests(protocol, address);
        this.answers = new Answers(protocol, failures);
        this.reachability = new Reachability(network, protocol.models(settings, address));
    }

    @Override
    public ModelId id() {
        return id;
    }

    @Override
    public String settings() {
        return shaped;
    }

    @Override
    public ModelResponse complete(ModelRequest request) {
        return stream(request, text -> {});
    }

    @Override
    public ModelResponse stream(ModelRequest request, Consumer<String> text) {
        StreamedAnswer answer = new StreamedAnswer(text);
        try {
            client.chat(requests.of(request), answer);
        } catch (RuntimeException e) {
            answer.onError(e);
        }
        if (answer.error().isPresent()) {
            throw failure(answer.error().get());
        }
        return answers.of(
                request,
                answer.response()
                        .orElseThrow(
                                () -> failures.of(ModelFailure.CUT_OFF, "its answer broke off")));
    }

    private RuntimeException failure(Throwable cause) {
        return switch (cause) {
            case FleetException known -> known;
            case ContentFilteredException filtered ->
                    failures.of(ModelFailure.CONTENT_FILTERED, "it refuses: " + said(filtered));
            case UnsupportedFeatureException unsupported ->
                    failures.of(ModelFailure.INVALID_REQUEST, said(unsupported));
            case IllegalArgumentException invalid ->
                    failures.of(ModelFailure.INVALID_REQUEST, said(invalid));
            default ->
                    failures.of(
                            ModelFailure.UNREADABLE,
                            "its answer is not in the provider's form: " + said(cause));
        };
    }

    private static String said(Throwable cause) {
        return CallFailures.quoted(String.valueOf(cause.getMessage()));
    }

    @Override
    public Optional<String> problem() {
        return reachability.problem();
    }
}
