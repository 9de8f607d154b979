package io.agentfleet.agentservice.endpoint;

import io.agentfleet.access.filter.BrowserRequestContract;
import io.agentfleet.messaging.redis.RedisServerResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;

/** An agent, open. */
@QuarkusTest
@QuarkusTestResource(RedisServerResource.class)
class BrowserRequestQuarkusTest extends BrowserRequestContract {

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
        return "/tasks";
    }
}
