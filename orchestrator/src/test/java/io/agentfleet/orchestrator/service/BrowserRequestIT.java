package io.agentfleet.orchestrator.service;

import io.agentfleet.access.filter.BrowserRequestContract;
import io.agentfleet.testservers.TestServersResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;

/** The orchestrator, open. */
@QuarkusTest
@QuarkusTestResource(
        value = TestServersResource.class,
        restrictToAnnotatedClass = true,
        initArgs = @ResourceArg(name = "topics", value = OrchestratorIT.TOPICS))
class BrowserRequestIT extends BrowserRequestContract {

    @Override
    protected int port() {
        return RestAssured.port;
    }

    @Override
    protected String read() {
        return "/tasks";
    }

    @Override
    protected String write() {
        return "/views/rebuild";
    }
}
