package io.agentfleet.tools.call;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The arguments of a call, read once.
 *
 * @param text as they go to the tool; a blank text counts as {@code {}}
 * @param json the same, or a missing node if the text is not JSON
 * @param problem why it is not JSON; empty if it is
 * @param hash SHA-256 of the canonical form, hex: the same for the same values, however written
 */
public record CallArguments(String text, JsonNode json, String problem, String hash) {

    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .configure(JsonParser.Feature.STRICT_DUPLICATE_DETECTION, true)
                    .build();

    /** Reads what a model wrote. */
    public static CallArguments parse(String written) {
        String text = written.isBlank() ? "{}" : written;
        try {
            JsonNode json = JSON.readTree(text);
            return new CallArguments(text, json, "", sha256(CanonicalJson.of(json)));
        } catch (JsonProcessingException e) {
            return new CallArguments(
                    text, MissingNode.getInstance(), e.getOriginalMessage(), sha256(text));
        }
    }

    /** SHA-256 of a text, hex. */
    public static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
