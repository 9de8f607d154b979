package io.agentfleet.modelserver.recording;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.agentfleet.modelserver.protocol.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A folder of exchanges, one file each: {@code KEY-1.json}, {@code KEY-2.json} for a request that
 * was asked again. Keys of clients are never written: neither headers nor their parameters are, and
 * where one stands in a body it is blackened. Safe for many threads, for one process at a time.
 */
public final class RecordingStore {

    private static final String BLACKENED = "***";

    private final Path folder;
    private final Map<String, Integer> replayed = new HashMap<>();

    public RecordingStore(Path folder) {
        this.folder = folder;
    }

    /** How many exchanges are there. */
    public int size() {
        try (var files = Files.list(folder)) {
            return (int) files.filter(file -> file.toString().endsWith(".json")).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes an exchange beside those that are there. */
    public synchronized void record(WireRequest request, WireResponse response) {
        try {
            Files.createDirectories(folder);
            int number = 1;
            while (Files.exists(file(request.key(), number))) {
                number++;
            }
            Files.writeString(
                    file(request.key(), number), json(request, response).toPrettyString() + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(String key, int number) {
        return folder.resolve("%s-%d.json".formatted(key, number));
    }

    private static ObjectNode json(WireRequest request, WireResponse response) {
        List<String> secrets = request.secrets();
        ObjectNode exchange = Json.object();
        ObjectNode asked = exchange.putObject("request");
        asked.put("method", request.method()).put("path", request.path());
        asked.put("query", request.harmlessQuery());
        String body = blackened(request.body(), secrets);
        asked.set("body", Json.read(body).orElseGet(() -> TextNode.valueOf(body)));
        ObjectNode answered = exchange.putObject("response").put("status", response.status());
        ObjectNode headers = answered.putObject("headers");
        response.headers().forEach(headers::put);
        ArrayNode chunks = answered.putArray("chunks");
        withoutSecrets(response.chunks(), secrets).forEach(chunk -> chunks.add(chunk(chunk)));
        answered.put("cut", response.cut());
        return exchange;
    }

    private static String blackened(String text, List<String> secrets) {
        String harmless = text;
        for (String secret : secrets) {
            harmless = harmless.replace(secret, BLACKENED);
        }
        return harmless;
    }

    /** As they came, or in one piece where a key stands in them. */
    private static List<ByteBuffer> withoutSecrets(List<ByteBuffer> chunks, List<String> secrets) {
        StringBuilder all = new StringBuilder();
        chunks.forEach(chunk -> all.append(StandardCharsets.ISO_8859_1.decode(chunk.duplicate())));
        String harmless = blackened(all.toString(), secrets);
        return harmless.contentEquals(all)
                ? chunks
                : List.of(ByteBuffer.wrap(harmless.getBytes(StandardCharsets.ISO_8859_1)));
    }

    /** Text where it is text: a chunk may end within a character. */
    private static ObjectNode chunk(ByteBuffer chunk) {
        try {
            return Json.object()
                    .put(
                            "text",
                            StandardCharsets.UTF_8
                                    .newDecoder()
                                    .decode(chunk.duplicate())
                                    .toString());
        } catch (CharacterCodingException e) {
            ByteBuffer encoded = Base64.getEncoder().encode(chunk.duplicate());
            return Json.object()
                    .put("base64", StandardCharsets.ISO_8859_1.decode(encoded).toString());
        }
    }

    /**
     * What was answered to that request: the first time the first answer, and so on; the last one
     * again and again. Empty if it was never recorded.
     */
    public synchronized Optional<WireResponse> replay(WireRequest request) {
        String key = request.key();
        int number = replayed.getOrDefault(key, 0) + 1;
        if (!Files.exists(file(key, number))) {
            number--;
        }
        if (number == 0) {
            return Optional.empty();
        }
        replayed.put(key, number);
        return Optional.of(read(file(key, number)));
    }

    private static WireResponse read(Path file) {
        try {
            JsonNode response =
                    Json.read(Files.readString(file))
                            .map(exchange -> exchange.path("response"))
                            .filter(JsonNode::isObject)
                            .orElseThrow(() ->
                                    new IOException(
                                            "%s is no recorded exchange: delete it, or record it again"
                                                    .formatted(file)));
            Map<String, String> headers = new HashMap<>();
            response.path("headers")
                    .properties()
                    .forEach(header -> headers.put(header.getKey(), header.getValue().asText()));
            List<ByteBuffer> chunks = new ArrayList<>();
            response.path("chunks").forEach(chunk -> chunks.add(bytes(chunk)));
            return new WireResponse(
                    response.path("status").asInt(),
                    headers,
                    chunks,
                    response.path("cut").asBoolean());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ByteBuffer bytes(JsonNode chunk) {
        return ByteBuffer.wrap(
                chunk.has("base64")
                        ? Base64.getDecoder().decode(chunk.path("base64").asText())
                        : chunk.path("text").asText().getBytes(StandardCharsets.UTF_8));
    }
}
