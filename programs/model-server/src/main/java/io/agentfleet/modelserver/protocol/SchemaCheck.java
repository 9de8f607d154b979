package io.agentfleet.modelserver.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.NodePath;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** A JSON Schema of ours, and what is wrong with a value. Safe for many threads. */
public final class SchemaCheck {

    private final Schema schema;

    private SchemaCheck(Schema schema) {
        this.schema = schema;
    }

    /** Reads the resource beside the class. */
    public static SchemaCheck of(Class<?> owner, String resource) {
        try (InputStream text = owner.getResourceAsStream(resource)) {
            if (text == null) {
                throw new IllegalStateException(
                        "%s is not beside %s in the jar: build it again"
                                .formatted(resource, owner));
            }
            Schema schema =
                    SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                            .getSchema(text, InputFormat.JSON);
            schema.initializeValidators();
            return new SchemaCheck(schema);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first mistake in the value. */
    public Optional<Mistake> check(JsonNode value) {
        return schema.validate(value).stream().findFirst().map(SchemaCheck::mistake);
    }

    private static Mistake mistake(Error error) {
        List<String> path = path(error.getInstanceLocation());
        JsonNode wanted = error.getSchemaNode();
        return switch (error.getKeyword()) {
            case "type" -> new Mistake(path, Mistake.Kind.WRONG_TYPE, texts(wanted), type(error));
            case "required" ->
                    new Mistake(with(path, error), Mistake.Kind.MISSING, List.of(), "nothing");
            case "additionalProperties" ->
                    new Mistake(with(path, error), Mistake.Kind.UNKNOWN, List.of(), "");
            default ->
                    new Mistake(
                            path,
                            Mistake.Kind.WRONG_VALUE,
                            texts(wanted),
                            String.valueOf(error.getInstanceNode()));
        };
    }

    private static List<String> path(NodePath location) {
        List<String> path = new ArrayList<>();
        for (int i = 0; i < location.getNameCount(); i++) {
            path.add(String.valueOf(location.getElement(i)));
        }
        return path;
    }

    private static List<String> with(List<String> path, Error error) {
        List<String> longer = new ArrayList<>(path);
        longer.add(error.getProperty());
        return longer;
    }

    private static List<String> texts(JsonNode wanted) {
        return wanted.isArray()
                ? StreamSupport.stream(wanted.spliterator(), false).map(JsonNode::asText).toList()
                : List.of(wanted.asText());
    }

    private static String type(Error error) {
        JsonNode found = error.getInstanceNode();
        return found == null
                ? "null"
                : found.isIntegralNumber()
                        ? "integer"
                        : found.getNodeType().name().toLowerCase(Locale.ROOT);
    }
}
