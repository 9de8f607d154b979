package io.agentfleet.providers.error;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a provider answered in place of an answer.
 *
 * @param status of HTTP; 0 if it came within a stream that had begun
 * @param codes the words by which it names the error, in lower case: codes, types, reasons, names
 *     of quotas
 * @param message what it says to people
 */
public record ProviderError(int status, Set<String> codes, String message) {

    /** A stream that had begun has no status of its own. */
    public static final int WITHIN_STREAM = 0;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> CODES =
            List.of("code", "type", "status", "reason", "quotaId");

    public ProviderError {
        codes = Set.copyOf(codes);
    }

    /** Reads the body of a refusal: JSON in the form of any provider, or whatever a proxy sent. */
    public static ProviderError of(int status, String body) {
        JsonNode root;
        try {
            root = JSON.readTree(body);
        } catch (JsonProcessingException e) {
            return new ProviderError(status, Set.of(), body.strip());
        }
        JsonNode first = root.isArray() ? root.path(0) : root; // Gemini wraps some in an array
        JsonNode error = first.has("error") ? first.path("error") : first;
        if (error.isTextual()) {
            return new ProviderError(status, Set.of(), error.asText());
        }
        Set<String> codes = new TreeSet<>();
        addCodes(error, codes);
        for (JsonNode detail : error.path("details")) {
            addCodes(detail, codes);
            detail.path("violations").forEach(violation -> addCodes(violation, codes));
        }
        String message = error.path("message").asText();
        return new ProviderError(status, codes, message.isBlank() ? body.strip() : message);
    }

    private static void addCodes(JsonNode node, Set<String> codes) {
        CODES.stream()
                .map(field -> node.path(field))
                .filter(JsonNode::isTextual)
                .map(code -> code.asText().toLowerCase(Locale.ROOT))
                .forEach(codes::add);
    }

    /** True if one of its codes is among these. */
    public boolean hasCode(String... any) {
        return List.of(any).stream().anyMatch(codes::contains);
    }

    /** True if its message has one of these, which are in lower case. */
    public boolean says(String... any) {
        String said = message.toLowerCase(Locale.ROOT);
        return List.of(any).stream().anyMatch(said::contains);
    }
}
