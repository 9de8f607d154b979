package io.agentfleet.providers.chat;

import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Collects one answer. The first error counts, whatever is told after it. */
final class StreamedAnswer implements StreamingChatResponseHandler {

    private final Consumer<String> text;
    private @Nullable ChatResponse response;
    private @Nullable Throwable error;

    StreamedAnswer(Consumer<String> text) {
        this.text = text;
    }

    @Override
    public void onPartialResponse(PartialResponse piece, PartialResponseContext context) {
        if (error != null) {
            return;
        }
        try {
            text.accept(piece.text());
        } catch (RuntimeException e) {
            error = e;
            context.streamingHandle().cancel();
        }
    }

    @Override
    public void onCompleteResponse(ChatResponse complete) {
        response = complete;
    }

    @Override
    public void onError(Throwable cause) {
        if (error == null) {
            error = cause;
        }
    }

    Optional<ChatResponse> response() {
        return Optional.ofNullable(response);
    }

    Optional<Throwable> error() {
        return Optional.ofNullable(error);
    }
}
