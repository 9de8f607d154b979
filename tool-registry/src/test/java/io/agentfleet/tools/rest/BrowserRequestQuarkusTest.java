package io.agentfleet.tools.rest;

import io.agentfleet.access.filter.BrowserRequestContract;
import io.agentfleet.testservers.TestServersResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;

/** The registry, open. */
@QuarkusTest
@TestProfile(InMemoryLogs.class)
@QuarkusTestResource(
        value = TestServersResource.class,
        initArgs = @ResourceArg(name = "parts", value = "redis"),
        restrictToAnnotatedClass = true)
class BrowserRequestQuarkusTest extends BrowserRequestContract {

    @Override
    protected int port() {
        return RestAssured.port;
    }

    @Override
    protected String read() {
        return "/tools";
    }

    @Override
    protected String write() {
        return "/tools";
    }
}
