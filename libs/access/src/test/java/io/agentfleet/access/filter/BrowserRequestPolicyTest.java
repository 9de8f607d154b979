package io.agentfleet.access.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BrowserRequestPolicyTest {

    private static final String POD = "10.42.0.7";

    /** Of a pod: asked by the name of its Service, and by its address. */
    private static final BrowserRequestPolicy OPEN =
            new BrowserRequestPolicy(
                    Optional.of(new HostNames(List.of("tool-registry", " Fleet.Example.com. "))),
                    List.of("https://fleet.example.com"));

    private static BrowserRequestPolicy.Asked get(List<String> hosts, List<String> origins) {
        return new BrowserRequestPolicy.Asked(
                "GET", hosts, POD, origins, List.of(), List.of(), false);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "LOCALHOST:8080",
                "localhost.:8080",
                "127.0.0.1:8080",
                "[::1]:8080",
                "[0:0:0:0:0:0:0:1]",
                "tool-registry:8084",
                "fleet.example.com",
                "FLEET.example.com.:443",
                "10.42.0.7:8080"
            })
    void isAskedUnderItsOwnNames(String host) {
        assertThat(OPEN.refusal(get(List.of(host), List.of()))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "[::1].evil.example",
                "tool-registry.evil.example",
                "10.42.0.8:8080",
                "0.0.0.0:8080",
                "[::]",
                "[fe80::1%25eth0]",
                "user@localhost",
                "localhost:port",
                "localhost:8080:8080",
                "localhost, evil.example",
                "localhost evil.example",
                "http://localhost",
                "ｌｏｃａｌｈｏｓｔ",
                ".",
                ""
            })
    void isAskedUnderNoOther(String host) {
        assertThat(OPEN.refusal(get(List.of(host), List.of()))).contains(Rejection.UNKNOWN_HOST);
        assertThat(OPEN.refusal(get(List.of("localhost", host), List.of())))
                .contains(Rejection.UNKNOWN_HOST);
    }

    @Test
    void aRequestWithoutAHostIsRefused() {
        assertThat(OPEN.refusal(get(List.of(), List.of()))).contains(Rejection.UNKNOWN_HOST);
    }

    @Test
    void whereATokenIsAskedForTheNameOpensNothing() {
        BrowserRequestPolicy secured = new BrowserRequestPolicy(Optional.empty(), List.of());

        assertThat(secured.refusal(get(List.of("fleet.example.com"), List.of()))).isEmpty();
        assertThat(
                        secured.refusal(
                                get(List.of("fleet.example.com"), List.of("http://evil.example"))))
                .contains(Rejection.FOREIGN_PAGE);
    }

    @Test
    void aPageOfItsOwnBehindAGatewayIsServed() {
        List<String> origin = List.of("https://fleet.example.com");
        BrowserRequestPolicy.Asked ours =
                new BrowserRequestPolicy.Asked(
                        "GET",
                        List.of("localhost"),
                        POD,
                        origin,
                        List.of("cross-site"),
                        List.of(),
                        false);

        assertThat(OPEN.refusal(ours)).isEmpty();
        assertThat(
                        OPEN.refusal(
                                get(
                                        List.of("localhost"),
                                        List.of(origin.getFirst(), "https://evil.example"))))
                .contains(Rejection.FOREIGN_PAGE);
        assertThat(OPEN.refusal(get(List.of("localhost"), List.of("http://fleet.example.com"))))
                .contains(Rejection.FOREIGN_PAGE);
    }

    @ParameterizedTest
    @CsvSource({
        "POST, false, '', true",
        "POST, true, text/plain, true",
        "POST, true, application/json, false",
        "POST, true, Application/JSON ; charset=utf-8, false",
        "POST, true, application/grpc, false",
        "POST, true, application/grpc+proto, false",
        "POST, true, application/grpc-web, true",
        "PUT, false, '', false",
        "PUT, true, '', true",
        "DELETE, false, '', false",
        "DELETE, true, text/plain, true",
        "PATCH, true, application/json, false",
        "SOMETHING, false, '', true",
        "HEAD, false, '', false",
        "OPTIONS, false, text/plain, false"
    })
    void whatAFormCanSendIsRefused(String method, boolean hasBody, String type, boolean refused) {
        BrowserRequestPolicy.Asked request =
                new BrowserRequestPolicy.Asked(
                        method,
                        List.of("localhost"),
                        POD,
                        List.of(),
                        List.of(),
                        type.isEmpty() ? List.of() : List.of(type),
                        hasBody);

        assertThat(OPEN.refusal(request))
                .isEqualTo(refused ? Optional.of(Rejection.NO_JSON) : Optional.empty());
    }
}
