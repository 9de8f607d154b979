package io.agentfleet.executor.rpc;

import io.agentfleet.access.filter.BrowserRequestContract;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;

/** The executor, open: it has no REST of its own, but answers HTTP all the same. */
@QuarkusTest
@QuarkusTestResource(FakeRegistry.class)
@SuppressWarnings("NullAway.Init")
class BrowserRequestQuarkusTest extends BrowserRequestContract {

    @TestHTTPResource("/")
    URI address;

    @Override
    protected int port() {
        return address.getPort();
    }

    @Override
    protected String read() {
        return "/health";
    }

    @Override
    protected String write() {
        return "/nothing";
    }
}
