package io.agentfleet.access.filter;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A request as a browser sends it, byte by byte, since no client library lets a caller choose its
 * {@code Host}. In a header {@code {port}} is the service's port.
 *
 * @param name what it tries
 * @param status with which it is refused; 0 if it is not
 * @param headers lines, without {@code Content-Length}
 */
public record BrowserRequest(
        String name, int status, String method, String path, List<String> headers, String body) {

    private static final int TIMEOUT_MS = 20_000;
    private static final String JSON = "Content-Type: application/json";
    private static final String HERE = "Host: localhost:{port}";

    public BrowserRequest {
        headers = List.copyOf(headers);
    }

    /** What came back: its status, and its header lines in lower case. */
    public record Answer(int status, List<String> headers, String body) {
        public Answer {
            headers = List.copyOf(headers);
        }
    }

    /**
     * All of them at a service.
     *
     * @param read what GET finds there
     * @param write where it takes a POST
     */
    public static List<BrowserRequest> at(String read, String write) {
        return Stream.of(hosts(read, write), pages(read, write), bodies(write), served(read, write))
                .flatMap(List::stream)
                .toList();
    }

    private static List<BrowserRequest> hosts(String read, String write) {
        return Stream.of(
                        "evil.example",
                        "evil.example:{port}",
                        "localhost.evil.example:{port}",
                        "127.0.0.1.nip.io:{port}",
                        "evil-localhost",
                        "0.0.0.0:{port}",
                        "10.1.2.3:{port}",
                        "[fe80::1]:{port}",
                        "tool-registry:8084")
                .flatMap(host ->
                        Stream.of(
                                get("DNS leads here: " + host, 403, read, "Host: " + host),
                                post("DNS leads here: " + host, 403, write, "Host: " + host, JSON)))
                .toList();
    }

    private static List<BrowserRequest> pages(String read, String write) {
        List<BrowserRequest> requests = new ArrayList<>();
        for (String sign :
                List.of(
                        "Origin: http://evil.example",
                        "Origin: https://evil.example:{port}",
                        "Origin: http://localhost:1",
                        "Origin: http://127.0.0.1:{port}",
                        "Origin: http://localhost:{port}.evil.example",
                        "Origin: http://evil.example@localhost:{port}",
                        "Origin: null",
                        "Origin: file://",
                        "Origin: http://localhost:{port}\r\nOrigin: http://evil.example",
                        "Origin: http://localhost:{port}\r\nSec-Fetch-Site: cross-site",
                        "Sec-Fetch-Site: cross-site",
                        "Sec-Fetch-Site: same-site",
                        "Sec-Fetch-Site: none\r\nSec-Fetch-Site: cross-site")) {
            requests.add(get("a page elsewhere: " + sign, 403, read, HERE, sign));
            requests.add(post("a page elsewhere: " + sign, 403, write, HERE, sign, JSON));
        }
        for (String method : List.of("HEAD", "OPTIONS", "PUT", "PATCH", "DELETE")) {
            requests.add(
                    new BrowserRequest(
                            "a page elsewhere, " + method,
                            403,
                            method,
                            write,
                            List.of(
                                    HERE,
                                    "Origin: http://evil.example",
                                    "Access-Control-Request-Method: POST",
                                    "Access-Control-Request-Headers: content-type"),
                            ""));
        }
        return requests;
    }

    private static List<BrowserRequest> bodies(String write) {
        return Stream.of(
                        "X-None: given",
                        "Content-Type: text/plain",
                        "Content-Type: text/plain; application/json",
                        "Content-Type: application/json, text/plain",
                        "Content-Type: application/x-www-form-urlencoded",
                        "Content-Type: multipart/form-data; boundary=application/json",
                        "Content-Type: application/octet-stream",
                        "Content-Type: application/jsonp",
                        "Content-Type: application/grpc-web",
                        "Content-Type: application/grpc-web+proto",
                        "Content-Type: application/grpc-web-text",
                        "Content-Type: text/plain\r\n" + JSON)
                .flatMap(type ->
                        Stream.of(
                                post("a form: " + type, 415, write, HERE, type),
                                new BrowserRequest(
                                        "a form without a body: " + type,
                                        415,
                                        "POST",
                                        write,
                                        List.of(HERE, type),
                                        "")))
                .toList();
    }

    private static List<BrowserRequest> served(String read, String write) {
        return List.of(
                get("localhost", 0, read, HERE),
                get("localhost without a port", 0, read, "Host: LocalHost"),
                get("a loopback address", 0, read, "Host: 127.0.0.1:{port}"),
                get("another loopback address", 0, read, "Host: 127.1.2.3:{port}"),
                get("a loopback address of IPv6", 0, read, "Host: [::1]:{port}"),
                get("somebody who types the address", 0, read, HERE, "Sec-Fetch-Site: none"),
                get(
                        "its own page",
                        0,
                        read,
                        HERE,
                        "Origin: http://localhost:{port}",
                        "Sec-Fetch-Site: same-origin"),
                post("JSON", 0, write, HERE, JSON),
                post("JSON, with a character set", 0, write, HERE, JSON + "; charset=utf-8"),
                post(
                        "JSON of its own page",
                        0,
                        write,
                        HERE,
                        JSON,
                        "Origin: http://localhost:{port}"));
    }

    private static BrowserRequest get(String name, int status, String path, String... headers) {
        return new BrowserRequest(name, status, "GET", path, List.of(headers), "");
    }

    /** Its body can be read by nobody, so that nothing is done where it is let in. */
    private static BrowserRequest post(String name, int status, String path, String... headers) {
        return new BrowserRequest(name, status, "POST", path, List.of(headers), "{");
    }

    /** Sends it to a port of this machine. */
    public Answer send(int port) throws IOException {
        StringBuilder text = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
        headers.forEach(line -> text.append(line.replace("{port}", port + "")).append("\r\n"));
        if (!method.equals("GET")) {
            text.append("Content-Length: ").append(body.length()).append("\r\n");
        }
        text.append("Connection: close\r\n\r\n").append(body);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(TIMEOUT_MS);
            socket.getOutputStream().write(text.toString().getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            return answer(
                    new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static Answer answer(String text) {
        String[] parts = text.split("\r\n\r\n", 2);
        List<String> lines = List.of(parts[0].toLowerCase(Locale.ROOT).split("\r\n", -1));
        return new Answer(
                Integer.parseInt(lines.getFirst().split(" ", -1)[1]),
                lines.subList(1, lines.size()),
                parts.length < 2 ? "" : parts[1]);
    }
}
