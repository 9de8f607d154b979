package io.agentfleet.modelserver.server;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentfleet.modelserver.protocol.Json;
import java.time.Instant;
import java.util.List;

/**
 * The models that there are, as each protocol lists them.
 *
 * @param names at least one
 * @param refusesOthers true if there are no others
 * @param since when they are there
 */
record Models(List<String> names, boolean refusesOthers, Instant since) {

    private static final String LATEST = ":latest";

    Models {
        names = List.copyOf(names);
    }

    boolean has(String name) {
        return !refusesOthers || names.stream().anyMatch(one -> plain(one).equals(plain(name)));
    }

    /** Ollama calls {@code name} also {@code name:latest}. */
    private static String plain(String name) {
        return name.endsWith(LATEST) ? name.substring(0, name.length() - LATEST.length()) : name;
    }

    String openAi() {
        ObjectNode body = Json.object().put("object", "list");
        ArrayNode data = body.putArray("data");
        for (String name : names) {
            data.addObject()
                    .put("id", name)
                    .put("object", "model")
                    .put("created", since.getEpochSecond())
                    .put("owned_by", "agent-fleet");
        }
        return body.toString();
    }

    String anthropic() {
        ObjectNode body = Json.object();
        ArrayNode data = body.putArray("data");
        for (String name : names) {
            data.addObject()
                    .put("type", "model")
                    .put("id", name)
                    .put("display_name", name)
                    .put("created_at", since.toString());
        }
        return body.put("has_more", false)
                .put("first_id", names.getFirst())
                .put("last_id", names.getLast())
                .toString();
    }

    String gemini() {
        ObjectNode body = Json.object();
        ArrayNode models = body.putArray("models");
        for (String name : names) {
            models.addObject()
                    .put("name", "models/" + name)
                    .put("displayName", name)
                    .putArray("supportedGenerationMethods")
                    .add("generateContent");
        }
        return body.toString();
    }

    String ollamaTags() {
        ObjectNode body = Json.object();
        ArrayNode models = body.putArray("models");
        for (String name : names) {
            models.addObject()
                    .put("name", name)
                    .put("model", name)
                    .put("modified_at", since.toString())
                    .put("size", 0)
                    .put("digest", "")
                    .set("details", details());
        }
        return body.toString();
    }

    String ollamaShow() {
        ObjectNode body =
                Json.object()
                        .put("modelfile", "")
                        .put("parameters", "")
                        .put("template", "{{ .Prompt }}")
                        .put("modified_at", since.toString());
        body.set("details", details());
        body.putObject("model_info").put("general.architecture", "agent-fleet");
        body.putArray("capabilities").add("completion").add("tools");
        return body.toString();
    }

    private static ObjectNode details() {
        ObjectNode details =
                Json.object()
                        .put("parent_model", "")
                        .put("format", "")
                        .put("family", "agent-fleet");
        details.putArray("families").add("agent-fleet");
        return details.put("parameter_size", "0").put("quantization_level", "");
    }
}
