package io.agentfleet.tools.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentfleet.architecture.PublishedApi;
import io.agentfleet.testservers.TestServersResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

/** What {@code /openapi} says is what the registry answers. */
@QuarkusTest
@TestProfile(InMemoryLogs.class)
@QuarkusTestResource(
        value = TestServersResource.class,
        initArgs = @ResourceArg(name = "parts", value = "redis"),
        restrictToAnnotatedClass = true)
class OpenApiQuarkusTest {

    private static final String DEFINITION =
            """
            {"name":"published","version":"1.0.0","description":"Is published.",
             "parameters":{"type":"object"},"endpoint":"localhost:9"}\
            """;

    @Test
    void everyAnswerIsAsTheDocumentSays() {
        PublishedApi api =
                PublishedApi.parse(given().queryParam("format", "json").get("/openapi").asString());

        check(api, "POST", "/tools", 201);
        check(api, "POST", "/tools", 200);
        check(api, "GET", "/tools", 200);
        check(api, "GET", "/tools/published", 200);
        check(api, "GET", "/tools/nothing", 404);
        check(api, "GET", "/permissions", 200);
    }

    private static void check(PublishedApi api, String method, String path, int status) {
        Response answer =
                given().contentType("application/json")
                        .body(method.equals("POST") ? DEFINITION : "")
                        .request(method, path);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
        api.check(
                method, path.replaceFirst("/tools/.+", "/tools/{name}"), status, answer.asString());
    }
}
