package io.agentfleet.messaging.codec;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpRequest;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the schema registry is and, if it asks, who the caller is there.
 *
 * @param url the API, such as {@code http://localhost:8079/apis/registry/v3}
 */
public record RegistryAddress(String url, Optional<Login> login) {

    /** A user of the registry (HTTP Basic). */
    public record Login(String user, String password) {
        @Override
        public String toString() {
            return user;
        }
    }

    /** From an URL that may name a user and a password: {@code http://USER:PASSWORD@HOST/...}. */
    public static RegistryAddress of(String text) {
        @Nullable String login = URI.create(text).getRawUserInfo();
        if (login == null) {
            return new RegistryAddress(text, Optional.empty());
        }
        String[] parts = (login + ":").split(":", -1);
        return new RegistryAddress(
                text.replace(login + "@", ""),
                Optional.of(
                        new Login(
                                URLDecoder.decode(parts[0], UTF_8),
                                URLDecoder.decode(parts[1], UTF_8))));
    }

    /** A request for a path of the API, in the user's name. */
    public HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path));
        login.ifPresent(who -> {
            String pair = who.user() + ":" + who.password();
            String basic = Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
            request.header("Authorization", "Basic " + basic);
        });
        return request;
    }

    /** The same in the words of the registry's own client. */
    Map<String, Object> settings() {
        Map<String, Object> settings = new HashMap<>();
        settings.put("apicurio.registry.url", url);
        login.ifPresent(who -> {
            settings.put("apicurio.registry.auth.username", who.user());
            settings.put("apicurio.registry.auth.password", who.password());
        });
        return settings;
    }
}
