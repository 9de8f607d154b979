package io.agentfleet.testservers;

/**
 * A server that tests use.
 *
 * @param kind for the report: "process PID" or "container IMAGE"
 * @param host where it listens
 * @param port where it listens
 * @param end stops it
 */
record TestServer(String kind, String host, int port, Runnable end) {

    String address() {
        return host + ":" + port;
    }
}
