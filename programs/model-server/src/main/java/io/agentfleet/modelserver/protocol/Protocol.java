package io.agentfleet.modelserver.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentfleet.modelserver.chat.ChatAnswer;
import io.agentfleet.modelserver.chat.ChatRequest;
import io.agentfleet.modelserver.chat.Refusal;
import java.util.List;

/**
 * One provider's wire protocol: its requests read, its answers and errors written as that provider
 * writes them. Stateless, safe for many threads.
 */
public interface Protocol {

    /** Such as {@code openai}. */
    String name();

    /**
     * Reads a request and checks it as the provider does.
     *
     * @param target what the path says beside the body
     * @throws io.agentfleet.modelserver.chat.RefusalException for a request that the provider would
     *     refuse
     */
    ChatRequest read(JsonNode body, Target target);

    /** The media type of a stream. */
    String streamType();

    /** The whole answer, as JSON. */
    String whole(ChatRequest request, ChatAnswer answer, Stamp stamp);

    /** The answer as a stream: its events in order. */
    List<StreamEvent> stream(ChatRequest request, ChatAnswer answer, Stamp stamp);

    /** The event with which a stream ends that has begun and cannot go on. */
    StreamEvent streamError(Refusal refusal);

    /** The error that stands for a refusal. */
    ErrorReply error(Refusal refusal, Stamp stamp);

    /**
     * What a path says.
     *
     * @param model empty if the body names it
     * @param stream true if the path asks for a stream
     */
    record Target(String model, boolean stream) {

        /** The body says it all. */
        public static final Target NOTHING = new Target("", false);
    }
}
