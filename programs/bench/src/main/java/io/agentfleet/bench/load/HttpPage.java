package io.agentfleet.bench.load;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** One page that is asked for again and again. */
public final class HttpPage implements LoadTarget {

    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);

    private final HttpClient http;
    private final HttpRequest request;

    public HttpPage(HttpClient http, URI page) {
        this.http = http;
        this.request = HttpRequest.newBuilder(page).timeout(ANSWER_WITHIN).build();
    }

    @Override
    public CompletableFuture<?> ask() {
        return http.sendAsync(request, HttpResponse.BodyHandlers.ofString())
                .thenAccept(HttpPage::check);
    }

    private static void check(HttpResponse<String> answer) {
        if (answer.statusCode() != 200 || !answer.body().contains("\"task_id\"")) {
            throw new IllegalStateException(
                    "%s answered %d: %s"
                            .formatted(answer.uri(), answer.statusCode(), answer.body()));
        }
    }
}
