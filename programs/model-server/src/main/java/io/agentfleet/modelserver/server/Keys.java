package io.agentfleet.modelserver.server;

import io.agentfleet.modelserver.chat.Refusal;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The keys that clients may show, wherever their protocol puts them. */
final class Keys {

    private static final String BEARER = "Bearer ";

    private final List<byte[]> accepted;

    Keys(List<String> accepted) {
        this.accepted = accepted.stream().map(key -> key.getBytes(StandardCharsets.UTF_8)).toList();
    }

    /** Why the request must not be answered. */
    Optional<Refusal> check(HttpServerRequest request) {
        if (accepted.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> shown =
                Stream.of(
                                request.getHeader("x-api-key"),
                                request.getHeader("x-goog-api-key"),
                                bearer(request.getHeader("authorization")),
                                request.getParam("key"))
                        .filter(key -> key != null && !key.isEmpty())
                        .findFirst();
        if (shown.isEmpty()) {
            return Optional.of(Refusal.of(Refusal.Kind.MISSING_KEY, ""));
        }
        byte[] key = shown.get().getBytes(StandardCharsets.UTF_8);
        return accepted.stream().anyMatch(one -> MessageDigest.isEqual(one, key))
                ? Optional.empty()
                : Optional.of(Refusal.of(Refusal.Kind.REVOKED_KEY, ""));
    }

    private static @Nullable String bearer(@Nullable String authorization) {
        return authorization != null && authorization.startsWith(BEARER)
                ? authorization.substring(BEARER.length())
                : null;
    }
}
