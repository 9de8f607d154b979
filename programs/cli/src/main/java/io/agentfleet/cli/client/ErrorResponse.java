package io.agentfleet.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentfleet.localfleet.failure.CommandException;
import io.agentfleet.localfleet.failure.ExitCode;
import io.agentfleet.localfleet.file.JsonFile;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/** An answer that is no success, as one line for people. */
final class ErrorResponse {

    /** What services tell those who call them, as commands. */
    private static final Map<String, String> COMMANDS =
            Map.of("GET /tasks", "'./fleet task list'", "GET /tools", "'./fleet tools list'");

    private static final Pattern REST_WORDS = Pattern.compile("GET /(tasks|tools)\\b(?!/)");

    private ErrorResponse() {}

    /** The failure that the answer means: wrong request 2, everything else 1. */
    static CommandException failure(String request, int status, String body) {
        int code =
                status == 400 || status == 404 || status == 413 || status == 422
                        ? ExitCode.USAGE
                        : ExitCode.FAILED;
        return new CommandException(code, message(request, status, body));
    }

    private static String message(String request, int status, String body) {
        try {
            JsonNode problem = JsonFile.MAPPER.readTree(body);
            String detail = problem.path("detail").asText(problem.path("title").asText());
            if (!detail.isBlank()) {
                return REST_WORDS
                                .matcher(detail)
                                .replaceAll(found ->
                                        Objects.requireNonNull(COMMANDS.get(found.group())))
                        + remedy(problem, status);
            }
        } catch (IOException e) {
            return plain(request, status, body);
        }
        return plain(request, status, body);
    }

    private static String remedy(JsonNode problem, int status) {
        String remedy = problem.path("remedy").asText();
        if (!remedy.isBlank()) {
            return " " + remedy;
        }
        return status == 503 ? " ('./fleet status' shows what is not ready)" : "";
    }

    private static String plain(String request, int status, String body) {
        String start = body.strip().lines().findFirst().orElse("");
        return "%s answers %d%s. './fleet doctor' looks for the cause."
                .formatted(request, status, start.isEmpty() ? "" : ": " + start);
    }
}
