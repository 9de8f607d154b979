package io.agentfleet.modelserver.recording;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.agentfleet.modelserver.protocol.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A request on its way to a real endpoint.
 *
 * @param method of HTTP
 * @param path without query
 * @param query as it came; may hold a key
 * @param headers by lower-case name; may hold a key
 * @param body as it came
 */
public record WireRequest(
        String method, String path, String query, Map<String, String> headers, String body) {

    private static final JsonMapper SORTED =
            JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

    private static final Set<String> SECRET_PARAMETERS = Set.of("key", "access_token", "api_key");
    private static final List<String> SECRET_HEADERS =
            List.of("x-api-key", "x-goog-api-key", "api-key", "cookie");

    /** Shorter ones would blacken ordinary words. */
    private static final int SHORTEST_SECRET = 6;

    public WireRequest {
        headers = Map.copyOf(headers);
    }

    /** The query without keys. */
    public String harmlessQuery() {
        return Arrays.stream(query.split("&", -1))
                .filter(parameter -> !parameter.isEmpty() && !isSecret(parameter))
                .sorted()
                .collect(Collectors.joining("&"));
    }

    private static boolean isSecret(String parameter) {
        String name = parameter.split("=", 2)[0].toLowerCase(Locale.ROOT);
        return SECRET_PARAMETERS.contains(name);
    }

    /** What must never be written: the keys that this request shows. */
    public List<String> secrets() {
        List<String> secrets = new ArrayList<>();
        for (String name : SECRET_HEADERS) {
            secrets.add(headers.getOrDefault(name, ""));
        }
        String authorization = headers.getOrDefault("authorization", "");
        secrets.add(authorization.substring(authorization.indexOf(' ') + 1));
        for (String parameter : query.split("&", -1)) {
            if (isSecret(parameter)) {
                secrets.add(parameter.substring(parameter.indexOf('=') + 1));
            }
        }
        return secrets.stream().filter(one -> one.length() >= SHORTEST_SECRET).toList();
    }

    /** The same for requests that ask the same, whatever the order of their fields and the key. */
    public String key() {
        String asked = method + " " + path + "?" + harmlessQuery() + "\n" + canonicalBody();
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(asked.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }

    private String canonicalBody() {
        return Json.read(body).map(WireRequest::sorted).orElse(body);
    }

    private static String sorted(JsonNode body) {
        try {
            return SORTED.writeValueAsString(SORTED.treeToValue(body, Object.class));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("JSON that was read can be written", e);
        }
    }

    /** Without query, headers and body, which may hold keys. */
    @Override
    public String toString() {
        return method + " " + path;
    }
}
