package io.agentfleet.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * An OpenAPI document as a client generated from it knows the service: requests are made of its
 * schemas alone, and answers may have no property that it does not name.
 */
public final class PublishedApi {

    private static final JsonMapper JSON = new JsonMapper();
    private static final SchemaRegistry SCHEMAS =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final String COMPONENTS = "#/components/schemas/";

    private final JsonNode document;
    private final Set<String> answered = new TreeSet<>();
    private final Set<String> seen = new TreeSet<>();

    private PublishedApi(JsonNode document) {
        this.document = document;
    }

    /** Reads a document in JSON; its objects admit only the properties that they name. */
    public static PublishedApi parse(String document) {
        JsonNode read = read(document);
        read.at("/components/schemas").forEach(PublishedApi::close);
        return new PublishedApi(read);
    }

    private static void close(JsonNode schema) {
        if (schema instanceof ObjectNode object
                && object.path("properties").isObject()
                && !object.has("additionalProperties")) {
            object.put("additionalProperties", false);
        }
    }

    /** A request body with every property that the document names, some of them as told. */
    public String body(String method, String path, Map<String, ?> values) {
        JsonNode schema =
                resolved(
                        operation(method, path)
                                .at("/requestBody/content/application~1json/schema"));
        ObjectNode body = JSON.createObjectNode();
        schema.path("properties")
                .properties()
                .forEach(property -> {
                    Object value = values.get(property.getKey());
                    body.set(
                            property.getKey(),
                            value == null ? sample(property.getValue()) : JSON.valueToTree(value));
                });
        assertThat(body.properties())
                .as("what %s %s takes has properties", method, path)
                .isNotEmpty();
        assertThat(values.keySet())
                .as("names of the body of %s %s", method, path)
                .isSubsetOf(body.properties().stream().map(Map.Entry::getKey).toList());
        return body.toString();
    }

    private JsonNode sample(JsonNode given) {
        JsonNode schema = resolved(given);
        return switch (type(schema)) {
            case "integer", "number" ->
                    JSON.getNodeFactory().numberNode(schema.path("minimum").asInt(1));
            case "boolean" -> JSON.getNodeFactory().booleanNode(false);
            case "object" -> JSON.createObjectNode();
            case "array" -> JSON.createArrayNode();
            default -> JSON.getNodeFactory().textNode("sample");
        };
    }

    /** The type, without {@code null} beside it. */
    private static String type(JsonNode schema) {
        JsonNode type = schema.path("type");
        return Stream.concat(Stream.of(type), type.valueStream())
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .filter(name -> !name.equals("null"))
                .findFirst()
                .orElse("");
    }

    /** Fails unless an answer is as the document says. */
    public void check(String method, String path, int status, String answer) {
        JsonNode responses = operation(method, path).path("responses");
        JsonNode response = responses.path(Integer.toString(status));
        JsonNode content =
                (response.isMissingNode() ? responses.path("default") : response).path("content");
        JsonNode schema =
                content.path(status < 400 ? "application/json" : "application/problem+json");
        String what = "%s %s, %d".formatted(method, path, status);
        assertThat(schema.path("schema").isObject()).as("schema of %s", what).isTrue();
        JsonNode body = read(answer);
        ObjectNode whole = JSON.createObjectNode();
        whole.setAll((ObjectNode) schema.path("schema"));
        whole.set("components", document.path("components"));
        Schema compiled = SCHEMAS.getSchema(whole);
        assertThat(compiled.validate(body)).as("%s: %s", what, answer).isEmpty();
        check(schema.path("schema"), body);
    }

    private void check(JsonNode given, JsonNode value) {
        JsonNode schema = resolved(given);
        if (value.isArray()) {
            value.forEach(element -> check(schema.path("items"), element));
        }
        String name = given.path("$ref").asText().replace(COMPONENTS, "");
        answered.add(name);
        schema.path("properties")
                .properties()
                .forEach(property -> {
                    if (value.has(property.getKey())) {
                        seen.add(name + "." + property.getKey());
                        check(property.getValue(), value.path(property.getKey()));
                    }
                });
    }

    /** Properties of the schemas that answers had, {@code Schema.property}, which no answer had. */
    public Set<String> neverSeen() {
        Set<String> missing = new TreeSet<>();
        document.at("/components/schemas")
                .properties()
                .forEach(schema -> {
                    if (answered.contains(schema.getKey())) {
                        schema.getValue()
                                .path("properties")
                                .fieldNames()
                                .forEachRemaining(
                                        field -> missing.add(schema.getKey() + "." + field));
                    }
                });
        missing.removeAll(seen);
        return missing;
    }

    private JsonNode operation(String method, String path) {
        JsonNode operation =
                document.path("paths").path(path).path(method.toLowerCase(Locale.ROOT));
        assertThat(operation.isObject()).as("%s %s is published", method, path).isTrue();
        return operation;
    }

    private JsonNode resolved(JsonNode schema) {
        String reference = schema.path("$ref").asText();
        return reference.startsWith(COMPONENTS)
                ? document.at("/components/schemas").path(reference.substring(COMPONENTS.length()))
                : schema;
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON: " + json, e);
        }
    }
}
