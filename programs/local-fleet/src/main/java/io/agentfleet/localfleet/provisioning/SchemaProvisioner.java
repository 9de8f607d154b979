package io.agentfleet.localfleet.provisioning;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentfleet.localfleet.failure.CommandException;
import io.agentfleet.localfleet.failure.ExitCode;
import io.agentfleet.localfleet.file.JsonFile;
import io.agentfleet.messaging.codec.RegistryAddress;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * Registers the Avro schemas of this build under {@code <topic>-value}, with the rule that a new
 * version must read what an old one wrote.
 *
 * @param registry where they are registered
 * @param folder where the {@code .avsc} files are
 */
public record SchemaProvisioner(RegistryAddress registry, Path folder) {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final Map<String, String> BACKWARD =
            Map.of("ruleType", "COMPATIBILITY", "config", "BACKWARD");

    /** In a registry that asks nobody. */
    public SchemaProvisioner(String registryUrl, Path folder) {
        this(RegistryAddress.of(registryUrl), folder);
    }

    /**
     * Registers each schema that the registry does not have yet.
     *
     * @throws CommandException if a schema is incompatible with the one that is registered
     */
    public void apply(TopicList contracts) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            requireBackward(http);
            for (Map.Entry<String, String> entry : contracts.schemas().entrySet()) {
                register(http, entry.getKey(), entry.getValue());
            }
        } catch (IOException e) {
            throw new CommandException(
                    ExitCode.NOT_STARTED,
                    "schemas cannot be registered at %s: %s. See './fleet logs registry'."
                            .formatted(registry.url(), e.getMessage()),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException(
                    ExitCode.NOT_STARTED, "interrupted while registering schemas", e);
        }
    }

    private void requireBackward(HttpClient http) throws IOException, InterruptedException {
        HttpResponse<String> made = post(http, "/admin/rules", BACKWARD);
        if (made.statusCode() != 204 && made.statusCode() != 409) {
            throw refused("the compatibility rule", made);
        }
    }

    private void register(HttpClient http, String topic, String schema)
            throws IOException, InterruptedException {
        String content = Files.readString(folder.resolve(schema + ".avsc"));
        Map<String, Object> artifact =
                Map.of(
                        "artifactId",
                        topic + "-value",
                        "artifactType",
                        "AVRO",
                        "firstVersion",
                        Map.of(
                                "content",
                                Map.of("content", content, "contentType", "application/json")));
        HttpResponse<String> answer =
                post(
                        http,
                        "/groups/default/artifacts?ifExists=FIND_OR_CREATE_VERSION&canonical=true",
                        artifact);
        if (answer.statusCode() == 400 || answer.statusCode() == 409) {
            throw new CommandException(
                    ExitCode.NOT_STARTED,
                    "schema %s of topic %s is not backward compatible with the one registered: %s. Give each new field a default, or take another topic."
                            .formatted(schema, topic, detail(answer)));
        }
        if (answer.statusCode() != 200) {
            throw refused("schema %s of topic %s".formatted(schema, topic), answer);
        }
    }

    private HttpResponse<String> post(HttpClient http, String path, Object body)
            throws IOException, InterruptedException {
        HttpRequest request =
                registry.request(path)
                        .timeout(TIMEOUT)
                        .header("Content-Type", "application/json")
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        JsonFile.MAPPER.writeValueAsString(body)))
                        .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private CommandException refused(String what, HttpResponse<String> answer) {
        return new CommandException(
                ExitCode.NOT_STARTED,
                "the registry at %s answers %d to %s: %s"
                        .formatted(registry.url(), answer.statusCode(), what, detail(answer)));
    }

    private static String detail(HttpResponse<String> answer) {
        try {
            JsonNode problem = JsonFile.MAPPER.readTree(answer.body());
            JsonNode causes = problem.path("causes");
            String title = problem.path("title").asText(problem.path("detail").asText());
            return causes.isEmpty() ? title : title + " " + causes;
        } catch (IOException e) {
            return answer.body();
        }
    }
}
