package io.agentfleet.access.client;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Sends this service's own token to the services that it calls. The file is read again when it has
 * changed, because tokens may be short-lived. Without a file no token is sent.
 */
public final class ServiceToken implements ClientInterceptor {

    private static final Logger LOG = Logger.getLogger(ServiceToken.class);
    private static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

    private record Known(String token, FileTime at) {}

    private final Optional<Path> file;
    private Known known = new Known("", FileTime.fromMillis(0));

    public ServiceToken(Optional<Path> file) {
        this.file = file;
    }

    @Override
    public <Q, A> ClientCall<Q, A> interceptCall(
            MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
        ClientCall<Q, A> call = next.newCall(method, options);
        String token = file.map(this::token).orElse("");
        if (token.isEmpty()) {
            return call;
        }
        return new ForwardingClientCall.SimpleForwardingClientCall<>(call) {
            @Override
            public void start(Listener<A> listener, Metadata headers) {
                headers.put(AUTHORIZATION, "Bearer " + token);
                super.start(listener, headers);
            }
        };
    }

    /** The headers that carry the token; empty without a token. */
    public Map<String, String> headers() {
        return file.map(this::token)
                .filter(token -> !token.isEmpty())
                .map(token -> Map.of("authorization", "Bearer " + token))
                .orElse(Map.of());
    }

    private synchronized String token(Path from) {
        try {
            FileTime at = Files.getLastModifiedTime(from);
            if (!at.equals(known.at())) {
                known = new Known(Files.readString(from).strip(), at);
            }
        } catch (IOException e) {
            LOG.errorf("service_token_unreadable file=%s reason=%s", from, e.getClass().getName());
        }
        return known.token();
    }
}
