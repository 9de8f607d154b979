package io.agentfleet.localfleet.service;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentfleet.localfleet.file.JsonFile;
import io.agentfleet.localservers.process.Probe;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the health of a service, and returns in one line which checks fail.
 *
 * @param path what is asked, such as {@code /ready}
 */
public record HealthProbe(int port, String path) implements Probe {

    private static final int TIMEOUT_MS = 3_000;

    /** Does it have all that it needs? */
    public HealthProbe(int port) {
        this(port, "/ready");
    }

    @Override
    public Optional<String> problem() {
        try {
            URI uri = URI.create("http://127.0.0.1:%d%s".formatted(port, path));
            HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
            connection.setConnectTimeout(TIMEOUT_MS);
            connection.setReadTimeout(TIMEOUT_MS);
            int status = connection.getResponseCode();
            if (status == 200) {
                connection.getInputStream().close();
                return Optional.empty();
            }
            try (@Nullable InputStream body = connection.getErrorStream()) {
                return Optional.of(
                        reason(
                                status,
                                body == null
                                        ? ""
                                        : new String(
                                                body.readAllBytes(),
                                                java.nio.charset.StandardCharsets.UTF_8)));
            }
        } catch (IOException e) {
            return Optional.of("no answer on port %d yet (%s)".formatted(port, e.getMessage()));
        }
    }

    String reason(int status, String body) {
        String plain = "%s answers %d".formatted(path, status);
        List<String> down = new ArrayList<>();
        try {
            for (JsonNode check : JsonFile.MAPPER.readTree(body).path("checks")) {
                if (!check.path("status").asText().equals("UP")) {
                    down.add(described(check));
                }
            }
        } catch (IOException e) {
            return plain;
        }
        return down.isEmpty() ? plain : String.join("; ", down);
    }

    /** The details of a check, without those that are up. */
    private static String described(JsonNode check) {
        List<String> data = new ArrayList<>();
        check.path("data")
                .properties()
                .forEach(entry -> {
                    if (!entry.getValue().asText().equals("true")) {
                        data.add(entry.getKey() + ": " + entry.getValue().asText());
                    }
                });
        String name = check.path("name").asText("a check");
        return data.isEmpty()
                ? name + " is down"
                : "%s (%s)".formatted(name, String.join(", ", data));
    }
}
