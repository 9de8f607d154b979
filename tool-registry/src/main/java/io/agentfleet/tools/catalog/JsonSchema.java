package io.agentfleet.tools.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.AbsoluteIri;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A compiled JSON Schema of draft 2020-12. It loads nothing: a reference must point into the schema
 * itself. Safe for many threads.
 */
public final class JsonSchema {

    private static final int LONGEST_VALUE = 60;
    private static final int MOST_PROBLEMS = 5;
    private static final int LARGEST = 64 * 1024;

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(
                    SpecificationVersion.DRAFT_2020_12,
                    registry ->
                            registry.schemaLoader(loader -> loader.block(JsonSchema::isForeign)));

    private static final Schema META_SCHEMA =
            REGISTRY.getSchema(
                    SchemaLocation.of(SpecificationVersion.DRAFT_2020_12.getDialectId()));

    private final JsonNode source;
    private final Schema compiled;

    private static boolean isForeign(AbsoluteIri address) {
        return !address.toString().startsWith("https://json-schema.org/");
    }

    private JsonSchema(JsonNode source, Schema compiled) {
        this.source = source;
        this.compiled = compiled;
    }

    /**
     * Reads a schema and checks it against the meta-schema.
     *
     * @param field of the definition, for the error
     * @throws FleetException with INVALID_TOOL_DEFINITION naming what is wrong where
     */
    public static JsonSchema parse(String field, String text) {
        JsonNode source = read(field, text);
        List<String> problems = describe(META_SCHEMA.validate(source));
        if (!problems.isEmpty()) {
            throw invalid(field, String.join("; ", problems));
        }
        if (!"object".equals(source.path("type").asText())) {
            throw invalid(
                    field,
                    "its type is %s, but arguments and results are JSON objects: use \"type\": \"object\""
                            .formatted(source.path("type")));
        }
        return new JsonSchema(source, compile(field, source));
    }

    private static JsonNode read(String field, String text) {
        if (text.isBlank()) {
            throw invalid(field, "it is empty: use at least {\"type\":\"object\"}");
        }
        if (text.length() > LARGEST) {
            throw invalid(
                    field,
                    "it has %d characters: use at most %d".formatted(text.length(), LARGEST));
        }
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw invalid(field, "it is not JSON: " + e.getOriginalMessage());
        }
    }

    private static Schema compile(String field, JsonNode source) {
        try {
            Schema schema = REGISTRY.getSchema(source);
            schema.initializeValidators();
            return schema;
        } catch (RuntimeException e) {
            throw invalid(field, "it cannot be used: " + e.getMessage());
        }
    }

    private static FleetException invalid(String field, String problem) {
        return new FleetException(
                ErrorCode.INVALID_TOOL_DEFINITION,
                "%s is not a JSON Schema of an object: %s".formatted(field, problem));
    }

    /** What is wrong with this value and where, at most five problems; empty if it fits. */
    public List<String> problems(JsonNode value) {
        return describe(compiled.validate(value));
    }

    private static List<String> describe(List<Error> errors) {
        return errors.stream()
                .limit(MOST_PROBLEMS)
                .map(error -> {
                    String path = error.getInstanceLocation().toString();
                    return "at %s: %s is wrong: %s"
                            .formatted(
                                    path.isEmpty() ? "/" : path,
                                    shortened(error.getInstanceNode()),
                                    error.getMessage());
                })
                .toList();
    }

    private static String shortened(@Nullable JsonNode value) {
        String text = String.valueOf(value);
        return text.length() <= LONGEST_VALUE ? text : text.substring(0, LONGEST_VALUE) + "…";
    }

    /** The schema as it was sent. */
    public JsonNode source() {
        return source;
    }
}
