package io.agentfleet.orchestrator.service;

import java.util.ArrayList;
import java.util.List;

/**
 * A request that must be refused.
 *
 * @param status with which
 * @param headers names and values in turn
 */
record RefusedRequest(
        String name, int status, String method, String path, String body, List<String> headers) {

    private static List<String> bearer(String token) {
        return List.of("Authorization", "Bearer " + token);
    }

    /** On a task of acme, mostly by a submitter of umbrella. */
    static List<RefusedRequest> on(String id, String umbrella, String acme, String service) {
        String task = "/tasks/" + id;
        List<String> as = bearer(umbrella);
        List<RefusedRequest> attacks = new ArrayList<>();
        attacks.add(new RefusedRequest("no token", 401, "GET", task, "", List.of()));
        attacks.add(
                new RefusedRequest(
                        "token in the query",
                        401,
                        "GET",
                        task + "?access_token=" + acme,
                        "",
                        List.of()));
        attacks.add(
                new RefusedRequest(
                        "token in a cookie",
                        401,
                        "GET",
                        task,
                        "",
                        List.of("Cookie", "Bearer=" + acme)));
        attacks.add(
                new RefusedRequest(
                        "basic", 401, "GET", task, "", List.of("Authorization", "Basic YTpi")));
        attacks.add(
                new RefusedRequest(
                        "two tokens",
                        401,
                        "GET",
                        task,
                        "",
                        List.of(
                                "Authorization",
                                "Bearer " + umbrella,
                                "Authorization",
                                "Bearer " + acme)));
        attacks.add(
                new RefusedRequest(
                        "two tokens in one",
                        401,
                        "GET",
                        task,
                        "",
                        List.of("Authorization", "Bearer " + umbrella + ", Bearer " + acme)));
        attacks.add(
                new RefusedRequest(
                        "lower-case scheme, bad token",
                        401,
                        "GET",
                        task,
                        "",
                        List.of("Authorization", "bearer nonsense")));
        attacks.add(new RefusedRequest("show", 404, "GET", task, "", as));
        attacks.add(
                new RefusedRequest(
                        "X-Tenant",
                        404,
                        "GET",
                        task,
                        "",
                        List.of("Authorization", "Bearer " + umbrella, "X-Tenant", "acme")));
        attacks.add(
                new RefusedRequest(
                        "X-Tenant twice",
                        404,
                        "GET",
                        task,
                        "",
                        List.of(
                                "Authorization",
                                "Bearer " + umbrella,
                                "X-Tenant",
                                "umbrella",
                                "X-Tenant",
                                "acme")));
        attacks.add(new RefusedRequest("events", 404, "GET", task + "/events", "", as));
        attacks.add(
                new RefusedRequest(
                        "Last-Event-ID",
                        404,
                        "GET",
                        task + "/events",
                        "",
                        List.of("Authorization", "Bearer " + umbrella, "Last-Event-ID", "1")));
        attacks.add(new RefusedRequest("trace", 404, "GET", task + "/trace", "", as));
        attacks.add(new RefusedRequest("cancel", 404, "DELETE", task, "", as));
        attacks.add(
                new RefusedRequest(
                        "method override",
                        404,
                        "GET",
                        task,
                        "",
                        List.of(
                                "Authorization",
                                "Bearer " + umbrella,
                                "X-HTTP-Method-Override",
                                "DELETE")));
        attacks.add(
                new RefusedRequest(
                        "tenant in the body",
                        400,
                        "POST",
                        "/tasks",
                        "{\"prompt\":\"x\",\"tenant\":\"acme\"}",
                        as));
        attacks.add(
                new RefusedRequest("dots in the path", 404, "GET", "/health/.." + task, "", as));
        attacks.add(
                new RefusedRequest(
                        "dots without a token", 401, "GET", "/health/.." + task, "", List.of()));
        attacks.add(
                new RefusedRequest(
                        "encoded dots without a token",
                        401,
                        "GET",
                        "/health/%2e%2e" + task,
                        "",
                        List.of()));
        attacks.add(
                new RefusedRequest(
                        "matrix parameter without a token",
                        401,
                        "GET",
                        "/health;a=b" + task,
                        "",
                        List.of()));
        attacks.add(
                new RefusedRequest(
                        "double slash without a token",
                        401,
                        "GET",
                        "//tasks/" + id,
                        "",
                        List.of()));
        attacks.add(
                new RefusedRequest(
                        "matrix parameter at an operator's door",
                        404,
                        "POST",
                        "/views/rebuild;a=b",
                        "",
                        as));
        attacks.add(new RefusedRequest("encoded slash", 404, "GET", "/tasks%2f" + id, "", as));
        attacks.add(
                new RefusedRequest(
                        "operator's door", 403, "POST", "/views/rebuild?clear=true", "", as));
        attacks.add(
                new RefusedRequest(
                        "service at the submit door",
                        403,
                        "POST",
                        "/tasks",
                        "{\"prompt\":\"x\"}",
                        bearer(service)));
        List<String> asService = bearer(service);
        attacks.add(new RefusedRequest("service reads a task", 403, "GET", task, "", asService));
        attacks.add(new RefusedRequest("service lists", 403, "GET", "/tasks", "", asService));
        attacks.add(new RefusedRequest("service cancels", 403, "DELETE", task, "", asService));
        attacks.add(
                new RefusedRequest(
                        "large body",
                        413,
                        "POST",
                        "/tasks",
                        "{\"prompt\":\"" + "x".repeat(5_000_000) + "\"}",
                        as));
        attacks.add(
                new RefusedRequest(
                        "large header",
                        431,
                        "GET",
                        task,
                        "",
                        List.of("X-Pad", "x".repeat(70_000))));
        return attacks;
    }
}
