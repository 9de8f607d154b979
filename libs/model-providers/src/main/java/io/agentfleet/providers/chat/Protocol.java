package io.agentfleet.providers.chat;

import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.DefaultChatRequestParameters;
import dev.langchain4j.model.output.TokenUsage;
import io.agentfleet.agent.model.ModelSettings;
import io.agentfleet.providers.error.ErrorTable;
import io.agentfleet.providers.http.StreamSigns;
import java.net.http.HttpRequest;
import java.util.Map;

/** What is particular to one provider's protocol. Stateless. */
public interface Protocol extends ErrorTable {

    /** Its name in {@code fleet.models.<name>.provider}. */
    String name();

    /** Where it listens if nothing else is said; empty if that must be said. */
    String usualAddress();

    /** The path that is added to an address without one. */
    String usualPath();

    /** True if it answers nobody without a key. */
    boolean needsKey();

    /** How it ends its streams. */
    StreamSigns signs();

    /** The client of its protocol; calls nothing yet. */
    StreamingChatModel client(ModelSettings settings, String address, HttpClientBuilder network);

    /** The parameters of a call that bound its answer. */
    DefaultChatRequestParameters.Builder<?> bounded(int maxOutputTokens, String address);

    /** The tokens that it reports, in our terms. */
    io.agentfleet.taskmodel.run.TokenUsage usage(TokenUsage reported);

    /** Asks for its models: costs nothing, and shows whether the key opens. */
    HttpRequest.Builder models(ModelSettings settings, String address);

    /** The request as the provider takes it: its client's, mended where that is wrong. */
    default String requestBody(String json) {
        return json;
    }

    /** The JSON Schema of an answer, without what the provider refuses. */
    default String outputSchema(String schema) {
        return schema;
    }

    /** True if it takes tools and the schema of an answer in one call. */
    default boolean takesSchemaBesideTools() {
        return true;
    }

    /** What is sent along with a message of the model that calls tools. */
    default Map<String, Object> ofToolCalls() {
        return Map.of();
    }
}
