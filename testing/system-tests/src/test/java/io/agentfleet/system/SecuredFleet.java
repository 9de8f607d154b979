package io.agentfleet.system;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** One fleet that asks every caller for a token, for all tests of this JVM. */
final class SecuredFleet {

    static final List<String> AGENTS = List.of("agent-search", "agent-analysis", "agent-writer");

    private static @Nullable SecuredFleet running;

    private final Fleet fleet = new Fleet("--access");

    private final Map<String, String> tokens = new ConcurrentHashMap<>();

    private SecuredFleet() {}

    /** The running fleet; started on first use. */
    static synchronized SecuredFleet up() {
        if (running == null) {
            DrillFleet.down();
            running = new SecuredFleet();
        }
        return running;
    }

    /** Takes it down if it is up. */
    static synchronized void down() {
        if (running != null) {
            running.fleet.close();
            running = null;
        }
    }

    Fleet fleet() {
        return fleet;
    }

    /** A person's token, as {@code ./fleet token} makes it; the same one for the same person. */
    String token(String tenant, String roles) {
        return tokens.computeIfAbsent(
                tenant + " " + roles,
                person ->
                        fleet.run("token", "--tenant", tenant, "--role", roles)
                                .succeeded()
                                .out()
                                .strip());
    }

    /** The token that a service shows. */
    String tokenOf(String service) {
        try {
            return Files.readString(fleet.home().resolve("access/tokens").resolve(service)).strip();
        } catch (IOException e) {
            throw new IllegalStateException("%s has no token".formatted(service), e);
        }
    }

    /** The status of a request without a body. */
    int status(String method, String service, String path, String token) {
        return send(method, service, path, token).statusCode();
    }

    HttpResponse<String> send(String method, String service, String path, String token) {
        String url = fleet.url(service) + path;
        return token.isEmpty()
                ? fleet.send(method, url, "")
                : fleet.send(method, url, "", "Authorization", "Bearer " + token);
    }

    /** The gRPC doors of a service, as the bearer of this token sees them. */
    GrpcEndpoints endpoints(String service, String token) {
        return new GrpcEndpoints(fleet.address(service), token);
    }
}
